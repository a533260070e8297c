import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Folder } from '~/domain/folders/folder'
import type { CountedFolder } from '~/domain/search/folders-in-library.queries.server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { Icon } from '~/ui/icon'
import { type LibraryQuery, urls } from '~/urls'

/** The open folder of the library with those above it, and links to those below. */
export function FolderBar({
  way,
  folders,
  filter,
  mayEdit,
}: {
  way: Folder[]
  folders: CountedFolder[]
  filter: LibraryQuery
  mayEdit: boolean
}) {
  const { t } = useTranslation('folders')
  if (way.length === 0 && folders.length === 0 && !mayEdit) return null
  const to = (folder?: string) => urls.library.grid({ ...filter, folder })
  const crumbs = [
    { label: t('all'), to: way.length ? to() : undefined },
    ...way.map((folder, index) => ({ label: folder.name, to: index < way.length - 1 ? to(folder.id) : undefined })),
  ]
  return (
    <section className="folder-bar" aria-label={t('title')}>
      <div className="folder-way">
        <Breadcrumbs crumbs={crumbs} />
        {mayEdit && (
          <div className="button-row">
            <ButtonLink size="s" variant="plain" icon="edit" to={urls.bulkEdits.new(filter)}>
              {t('edit_all')}
            </ButtonLink>
            <ButtonLink size="s" variant="plain" icon="download" to={urls.spreadsheets.new(filter)}>
              {t('spreadsheet')}
            </ButtonLink>
            <ButtonLink size="s" variant="plain" icon="folder" to={urls.library.folders({ folder: way.at(-1)?.id })}>
              {t('manage')}
            </ButtonLink>
          </div>
        )}
      </div>
      {folders.length > 0 && (
        <ul className="folder-chips">
          {folders.map(({ id, name, count }) => (
            <li key={id}>
              <Link className="button button-quiet button-s" to={to(id)}>
                <Icon name="folder" />
                <bdi>{name}</bdi> <span className="muted">{count}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Options of the select by which a phone opens folders: those on the way, and those right below. */
export function folderOptions(
  { way, children }: { way: Folder[]; children: CountedFolder[] },
  texts: { all: string; none: string },
): { value: string; label: string }[] {
  const inset = (depth: number) => '\u2003'.repeat(depth)
  return [
    { value: '', label: texts.all },
    { value: 'none', label: texts.none },
    ...way.map(({ id, name }, index) => ({ value: id, label: inset(index) + name })),
    ...children.map(({ id, name, count }) => ({ value: id, label: `${inset(way.length)}${name} (${count})` })),
  ]
}
