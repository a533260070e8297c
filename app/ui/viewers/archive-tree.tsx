import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatBytes, formatNumber } from '~/i18n/format'
import { Badge } from '~/ui/badge'
import { Icon } from '~/ui/icon'
import { useScripted } from '~/ui/scripting'
import { type ArchiveEntry, boundTree, buildTree, type EntryNote, findEntries, type ShownNode } from './archive/tree'

export interface ArchiveTreeProps {
  entries: ArchiveEntry[]
  /** Entries in the archive, which may be more than `entries` has. */
  count: number
  totalBytes: number
}

const PER_FOLDER = 200
const MOST_NODES = 1500
const MOST_FOUND = 100
/** With more entries than this, a filter is of use. */
const MANY = 12

/** What an archive holds, as a tree of folders that open without scripts. */
export function ArchiveTree({ entries, count, totalBytes }: ArchiveTreeProps) {
  const { t, i18n } = useTranslation('viewer')
  const scripted = useScripted()
  const [query, setQuery] = useState('')
  const root = useMemo(() => boundTree(buildTree(entries), PER_FOLDER, MOST_NODES), [entries])
  const found = useMemo(() => findEntries(entries, query, MOST_FOUND), [entries, query])
  const isFiltered = query.trim() !== ''
  // One folder around everything, or a short list, is opened at once.
  const isOpen = root.children.length <= 3
  return (
    <section className="viewer archive" aria-label={t('archive.name')}>
      <div className="archive-head">
        <p className="viewer-note">
          {t('archive.count', { count, number: formatNumber(count, i18n.language) })}
          {' · '}
          <bdi>{formatBytes(totalBytes, i18n.language)}</bdi>
        </p>
        {entries.length > MANY && (
          <input
            type="search"
            className="input needs-script"
            data-waiting={scripted ? undefined : ''}
            aria-label={t('archive.filter')}
            placeholder={t('archive.filter')}
            value={query}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
      </div>
      {isFiltered ? (
        <>
          <p className="sr-only" role="status">
            {t('archive.found', { count: found.length })}
          </p>
          <ul className="archive-list">
            {found.map(({ path, size, isFolder, note }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a path may be in an archive twice
              <li key={index}>
                <Line name={path} size={size} isFolder={isFolder} note={note} />
              </li>
            ))}
          </ul>
          {found.length === 0 && <p className="viewer-note">{t('archive.none')}</p>}
        </>
      ) : (
        <Nodes node={root} isOpen={isOpen} />
      )}
      {count > entries.length && !isFiltered && (
        <p className="viewer-note">
          {t('archive.not_listed', {
            count: count - entries.length,
            number: formatNumber(count - entries.length, i18n.language),
          })}
        </p>
      )}
    </section>
  )
}

function Nodes({ node, isOpen }: { node: ShownNode; isOpen?: boolean }) {
  const { t, i18n } = useTranslation('viewer')
  return (
    <ul className="archive-list">
      {node.children.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may be in a folder twice
        <li key={index}>
          {child.isFolder ? (
            <details open={isOpen}>
              <summary>
                <Line {...child} />
              </summary>
              <Nodes node={child} />
            </details>
          ) : (
            <Line {...child} />
          )}
        </li>
      ))}
      {node.left > 0 && (
        <li className="viewer-note">
          {t('archive.left', { count: node.left, number: formatNumber(node.left, i18n.language) })}
        </li>
      )}
    </ul>
  )
}

interface LineProps {
  name: string
  size: number
  isFolder: boolean
  note?: EntryNote
}

function Line({ name, size, isFolder, note }: LineProps) {
  const { t, i18n } = useTranslation('viewer')
  return (
    <span className="archive-line">
      {isFolder && <Icon name="chevron-end" className="archive-arrow" />}
      <Icon name={isFolder ? 'folder' : 'document'} className="archive-kind" />
      <span className="archive-name">
        <bdi>{name}</bdi>
      </span>
      {note && <Badge tone="warn">{t(`archive.note.${note}`)}</Badge>}
      {(size > 0 || !isFolder) && <bdi className="archive-size">{formatBytes(size, i18n.language)}</bdi>}
    </span>
  )
}
