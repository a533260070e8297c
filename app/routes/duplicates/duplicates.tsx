import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { duplicateGroups } from '~/domain/duplicates/duplicates.queries.server'
import { staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { isId } from '~/platform/ids.server'
import { ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { DuplicateGroup } from './duplicate-group'
import { useTellApart } from './use-tell-apart'

export const handle = { i18n: ['relations', 'library', 'ui', 'errors'] }

/** Groups on one page; the next ones follow when these are dealt with. */
const MOST_GROUPS = 30

export const loader = staffLoader('editor', async ({ db, viewer, url, locale, now }) => {
  const asked = url.searchParams.get('asset')
  const asset = isId(asked) ? asked : undefined
  const { groups, isComplete } = await duplicateGroups({ db, viewer, now }, locale, asset)
  return {
    groups: groups.slice(0, MOST_GROUPS),
    total: groups.length,
    hasMore: !isComplete || groups.length > MOST_GROUPS,
    isOne: asset !== undefined,
    title: fixedT(locale, 'relations')('dup.title'),
    locale,
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function DuplicatesPage() {
  const { groups, total, hasMore, isOne, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('relations')
  const apart = useTellApart()
  return (
    <>
      <PageHead
        title={t('dup.title')}
        intro={total > 0 ? `${t('dup.intro')} ${t('dup.count', { count: total })}.` : t('dup.intro')}
        actions={isOne && <ButtonLink to={urls.library.duplicates()}>{t('dup.all')}</ButtonLink>}
      />
      {groups.length === 0 ? (
        <EmptyState icon="versions" title={t('dup.none')}>
          {t('dup.none_text')}
        </EmptyState>
      ) : (
        <div className="stack">
          {groups.map((group, index) => (
            <DuplicateGroup
              key={group.assets.map(({ id }) => id).join()}
              group={group}
              number={index + 1}
              locale={locale}
              onApart={apart}
            />
          ))}
        </div>
      )}
      {hasMore && <p className="muted">{t('dup.more')}</p>}
    </>
  )
}
