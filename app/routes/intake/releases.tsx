import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import { IconButton } from '~/ui/icon-button'
import { FilePicker } from './file-picker'
import { FileState } from './file-state'
import type { GuestPage } from './guest-page.server'
import { PlainFilesForm } from './plain-files-form'
import type { FileRow } from './rows'
import type { Deliveries } from './use-deliveries'
import type { Grid } from './use-grid'

interface ReleasesProps {
  page: GuestPage
  rows: readonly FileRow[]
  deliveries: Deliveries
  grid: Grid
  isScripted: boolean
}

/** Releases of persons and properties: documents that are attached to files. */
export function Releases({ page, rows, deliveries, grid, isScripted }: ReleasesProps) {
  const { t } = useTranslation('intake')
  const remove = ({ file, local }: FileRow) => {
    if (local) deliveries.drop(local.key)
    if (file) void grid.remove([file.id]).then(deliveries.revalidate)
  }
  return (
    <section className="intake-release-list" aria-labelledby="releases">
      <h2 id="releases">{t('releases.title')}</h2>
      <p>{t(page.brief.needsRelease ? 'releases.needed' : 'releases.text')}</p>
      {rows.length > 0 && (
        <ul>
          {rows.map((row) => {
            const name = row.file?.fileName ?? row.local?.name ?? ''
            return (
              <li key={row.key}>
                <Icon name="pdf" />
                <bdi>{name}</bdi>
                <FileState row={row} locale={page.locale} />
                {isScripted && (
                  <IconButton icon="trash" size="s" label={t('grid.remove', { name })} onClick={() => remove(row)} />
                )}
              </li>
            )
          })}
        </ul>
      )}
      {isScripted ? (
        <FilePicker
          label={t('releases.add')}
          icon="plus"
          accept=".pdf,application/pdf"
          onPick={(files) => deliveries.add(files, { isRelease: true })}
        />
      ) : (
        <PlainFilesForm token={page.token} label={t('releases.add')} isRelease />
      )}
    </section>
  )
}
