import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { guestUrls } from '~/urls/guests'
import { FieldCell } from './field-cell'
import type { GuestPage, PageFile } from './guest-page.server'
import { cellOf, type Grid } from './use-grid'

interface ForAllProps {
  page: GuestPage
  /** Files that are not submitted yet, without new versions and releases. */
  files: readonly PageFile[]
  grid: Grid
  isScripted: boolean
  /** Whether what is required and empty is marked. */
  marks: boolean
}

/** What is filled in once for all files. */
export function ForAll({ page, files, grid, isScripted, marks }: ForAllProps) {
  const { t } = useTranslation('intake')
  const fields = page.fields.filter(({ isForAll }) => isForAll)
  const [first] = files
  if (fields.length === 0 || !first) return null
  const ids = files.map(({ id }) => id)
  const form = isScripted ? undefined : 'for-all'
  return (
    <section className="panel for-all" aria-labelledby="for-all-title">
      <h2 id="for-all-title">{t('for_all.title')}</h2>
      <p>{t('for_all.text')}</p>
      <div className="for-all-fields">
        {fields.map((field) => (
          <div key={field.key} className="field">
            <span className="field-label" aria-hidden="true">
              {field.label}
              {field.isRequired && <span className="intake-required">{t('grid.required')}</span>}
            </span>
            <FieldCell
              name={`texts.${field.key}`}
              label={field.label}
              fileName={t('for_all.files')}
              form={form}
              field={field}
              value={cellOf(first, field.key, grid.drafts)}
              isLacking={marks && field.isRequired && !cellOf(first, field.key, grid.drafts).trim()}
              isDisabled={false}
              onType={(text) => {
                for (const id of ids) grid.type(id, field.key, text)
              }}
              onPick={(text) => grid.apply(ids, field.key, text)}
            />
            {field.help && <p className="field-help">{field.help}</p>}
          </div>
        ))}
      </div>
      {form && (
        <form id={form} method="post" action={guestUrls.change(page.token)}>
          <input type="hidden" name="isPlain" value="on" />
          {ids.map((id, index) => (
            <input key={id} type="hidden" name={`files[${index}]`} value={id} />
          ))}
          {fields.map(({ key }, index) => (
            <input key={key} type="hidden" name={`says[${index}]`} value={key} />
          ))}
          <Button type="submit" name="intent" value="fill">
            {t('grid.save')}
          </Button>
        </form>
      )}
    </section>
  )
}
