import { useTranslation } from 'react-i18next'
import type { References } from '~/domain/bin/references.queries.server'

/** Maximum names listed per line; the rest are counted. */
const MOST_NAMES = 5

/** Lists what refers to something, a line for each kind of reference: “In 2 collections: Autumn press kit, Logos”. */
export function ReferenceList({ found }: { found: References | 'failed' | undefined }) {
  const { t, i18n } = useTranslation('bin')
  if (!found) return <p role="status">{t('refs.looking')}</p>
  if (found === 'failed') return <p role="status">{t('refs.failed')}</p>
  const list = new Intl.ListFormat(i18n.language, { type: 'unit', style: 'short' })
  const line = (kind: string, count: number, names: string[]) => {
    const what = t(`refs.${kind}`, { count })
    if (names.length === 0) return what
    const shown = list.format(names.slice(0, MOST_NAMES).map(isolated))
    const more = count - Math.min(names.length, MOST_NAMES)
    return t('refs.named', { what, names: more > 0 ? t('refs.names_more', { names: shown, count: more }) : shown })
  }
  return (
    <div role="status">
      {found.refused > 0 && <p>{t('refs.refused', { count: found.refused })}</p>}
      {found.references.length === 0 ? (
        <p>{t('refs.none')}</p>
      ) : (
        <ul className="plain-list">
          {found.references.map(({ kind, count, names }) => (
            <li key={kind}>{line(kind, count, names)}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** First-strong isolation (Unicode UAX 9), so that a Latin name does not change the direction of an Arabic line. */
const isolated = (name: string) => `\u2068${name}\u2069`
