import { useTranslation } from 'react-i18next'
import { DENSITIES, type LibraryLook, VIEWS } from '~/domain/identity/library-look'
import { Select } from '~/ui/select'

/** How the result of a saved search opens. */
export function LookFields({ look }: { look: Pick<LibraryLook, 'view' | 'density'> }) {
  const { t } = useTranslation(['saved', 'result'])
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
    </div>
  )
}
