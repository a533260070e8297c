import { useTranslation } from 'react-i18next'
import { DENSITIES, VIEWS } from '~/domain/identity/library-look'
import { SAVED_COLUMNS, type SavedLook } from '~/domain/saved/saved-search'
import { Select } from '~/ui/select'

/** How the result of a saved search opens; `isNew` for one that has no columns yet. */
export function LookFields({ look, isNew }: { look: SavedLook; isNew?: boolean }) {
  const { t } = useTranslation(['saved', 'result'])
  const hasColumns = !isNew && look.columns !== undefined
  return (
    <div className="field-row">
      <Select
        name="view"
        label={t('look.view')}
        defaultValue={look.view}
        options={VIEWS.map((value) => ({ value, label: t(`result:view.${value}`) }))}
      />
      <Select
        name="density"
        label={t('look.density')}
        defaultValue={look.density}
        options={DENSITIES.map((value) => ({ value, label: t(`result:density.${value}`) }))}
      />
      <Select
        name="columns"
        label={t('look.columns')}
        defaultValue={hasColumns ? 'kept' : 'reader'}
        options={SAVED_COLUMNS.filter((value) => value !== 'kept' || hasColumns).map((value) => ({
          value,
          label: t(`look.columns_${value}`),
        }))}
      />
    </div>
  )
}
