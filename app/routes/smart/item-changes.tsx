import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ItemChange } from '~/domain/collections/smart-collection'
import { formatDateTime } from '~/i18n/format'
import { urls } from '~/urls'

/** Files that a line names. */
const MOST_NAMED = 5

/** What entered and left a smart collection, when, and why. */
export function ItemChanges({
  changes,
  titles,
  locale,
  zone,
}: {
  changes: (Omit<ItemChange, 'at'> & { at: Date })[]
  titles: Partial<Record<string, string>>
  locale: string
  zone: string
}) {
  const { t } = useTranslation('smart')
  if (changes.length === 0) return null
  return (
    <section className="page-end stack" aria-labelledby="changes-title">
      <h2 id="changes-title">{t('log.title')}</h2>
      <ol className="item-changes">
        {changes.map(({ id, at, cause, by, entered, left, enteredIds, leftIds }) => (
          <li key={id}>
            <p className="muted">
              <time dateTime={at.toISOString()}>{formatDateTime(at, zone, locale)}</time>
              {' · '}
              {by ? t(`log.${cause}_by`, { name: `\u2068${by}\u2069` }) : t(`log.${cause}`)}
            </p>
            {entered > 0 && (
              <p>
                {t('log.entered', { count: entered })} <Names ids={enteredIds} count={entered} titles={titles} />
              </p>
            )}
            {left > 0 && (
              <p>
                {t('log.left', { count: left })} <Names ids={leftIds} count={left} titles={titles} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Files by their names of today; those that are gone have none. */
function Names({ ids, count, titles }: { ids: string[]; count: number; titles: Partial<Record<string, string>> }) {
  const { t } = useTranslation('smart')
  const known = ids.slice(0, MOST_NAMED).flatMap((id) => (titles[id] ? [{ id, title: titles[id] }] : []))
  const others = count - known.length
  return (
    <>
      {known.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ' · '}
          <Link className="link" to={urls.library.asset(id)} dir="auto">
            {title}
          </Link>
        </span>
      ))}
      {others > 0 && known.length > 0 && <span className="muted"> {t('log.others', { count: others })}</span>}
    </>
  )
}
