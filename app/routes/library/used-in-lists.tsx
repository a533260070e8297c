import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UsedIn } from '~/domain/search/used-in.queries.server'
import { urls } from '~/urls'

/** The collections, portals and shares that have an asset, each with the way to it; portals lead only managers on. */
export function UsedInLists({ used, opensPortals }: { used: UsedIn; opensPortals: boolean }) {
  const { t } = useTranslation('result')
  const { collections, portals, links, otherLinks } = used
  if (collections.length + portals.length + links.length + otherLinks === 0)
    return <p className="muted">{t('used.nowhere')}</p>
  return (
    <dl className="used-in">
      <Group name={t('used.collections')} uses={collections} to={urls.collections.edit} />
      <Group name={t('used.portals')} uses={portals} to={opensPortals ? urls.portals.edit : undefined} />
      <Group name={t('used.links')} uses={links} to={urls.shares.manage}>
        {otherLinks > 0 && <li className="muted">{t('used.other_links', { count: otherLinks })}</li>}
      </Group>
    </dl>
  )
}

function Group({
  name,
  uses,
  to,
  children,
}: {
  name: string
  uses: UsedIn['links']
  to?: (id: string) => string
  children?: ReactNode
}) {
  if (uses.length === 0 && !children) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <ul className="plain-list">
          {uses.map((use) => (
            <li key={use.id}>
              {to ? (
                <Link className="link" to={to(use.id)}>
                  <bdi>{use.name}</bdi>
                </Link>
              ) : (
                <bdi>{use.name}</bdi>
              )}
            </li>
          ))}
          {children}
        </ul>
      </dd>
    </div>
  )
}
