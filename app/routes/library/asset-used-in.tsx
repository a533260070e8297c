import { useTranslation } from 'react-i18next'
import { urls } from '~/urls'
import type { AssetPageData } from './asset'
import { UsedInLists } from './used-in-lists'

/** The collections, portals and shares that have an asset, and what it is to other files. */
export function AssetUsedIn({ page: { used, opensPortals, related } }: { page: AssetPageData }) {
  const { t } = useTranslation(['result', 'relations'])
  const others = related.relations.filter(({ direction }) => direction === 'from')
  return (
    <section className="panel stack" aria-labelledby="used-heading">
      <h2 id="used-heading">{t('used.heading')}</h2>
      <UsedInLists used={used} opensPortals={opensPortals} />
      {others.length > 0 && (
        <dl className="used-in">
          {others.map(({ kind, other }) => (
            <div key={`${kind} ${other.id}`}>
              <dt>{t(`relations:relation.from.${kind}`)}</dt>
              <dd>
                <a className="link" href={urls.library.asset(other.id)} dir="auto">
                  {other.title}
                </a>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
