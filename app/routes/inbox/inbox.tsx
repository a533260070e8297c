import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { assign, markDone, markUndone } from '~/domain/notices/inbox.commands.server'
import { assignablePeople, countOpen, listInbox, typesInInbox } from '~/domain/notices/inbox.queries.server'
import { InboxAct, InboxFilter } from '~/domain/notices/notice'
import { noticeType } from '~/domain/notices/notice-types.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { InboxEmpty } from './inbox-empty'
import { InboxFilterForm } from './inbox-filter'
import { InboxList } from './inbox-list'
import { InboxResult } from './inbox-result'
import { useInboxChanges } from './use-open-count'

export const handle = { i18n: ['inbox', 'library', 'ui', 'errors'] }

export const loader = staffLoader('viewer', async ({ db, viewer, now, person, url, locale, services }) => {
  const scope = { db, viewer, now, person, zone: services.env.zone }
  const filter = InboxFilter.parse(Object.fromEntries(url.searchParams))
  const { notices, more } = await listInbox(scope, filter)
  const ids = [...new Set(notices.flatMap(({ assetId }) => assetId ?? []))]
  const assets = new Map((await staffAssets({ db, viewer, now }, ids, locale)).map((asset) => [asset.id, asset]))
  return {
    title: fixedT(locale, 'inbox')('title'),
    filter,
    notices: notices.map((notice) => ({
      ...notice,
      asset: assets.get(notice.assetId ?? ''),
      isWork: noticeType(notice.type)?.isWork ?? false,
      opens: noticeType(notice.type)?.opens ?? 'path',
    })),
    more,
    open: await countOpen(scope),
    types: await typesInInbox(scope),
    people: await assignablePeople({ db }),
    personId: person.id,
    locale,
  }
})

export type InboxNotice = ReturnType<typeof useLoaderData<typeof loader>>['notices'][number]

export const action = staffAction('viewer', InboxAct, async ({ db, person, input }) => {
  const [act, one] = input.act.split(':')
  const ids = one ? [one] : input.ids
  const about = { ids, count: ids.length }
  if (ids.length === 0) return { told: 'nothing', ...about }
  if (act === 'done') {
    const done = await markDone(db, person, ids)
    return { told: 'done', ids: done, count: done.length }
  }
  if (act === 'undone') await markUndone(db, person, ids)
  else if (act === 'take') await assign(db, person, ids, person.id)
  else await assign(db, person, ids, input.assignee || null)
  const told = act === 'assign' && !input.assignee ? 'unassigned' : `${act}`
  const others = await assignablePeople({ db })
  return { told, ...about, name: others.find(({ id }) => id === input.assignee)?.name }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function InboxPage() {
  const { notices, more, filter, open, types } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('inbox')
  useInboxChanges()
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <>
            <ButtonLink to={urls.account('notices')} variant="plain" icon="settings">
              {t('settings')}
            </ButtonLink>
            <ButtonLink to={urls.inbox.newTask()} icon="plus">
              {t('new_task')}
            </ButtonLink>
          </>
        }
      />
      <InboxFilterForm filter={filter} types={types} open={open} />
      <InboxResult answer={answer} />
      {notices.length === 0 ? <InboxEmpty filter={filter} /> : <InboxList />}
      {more && (
        <p className="load-more">
          <ButtonLink to={urls.inbox.list({ ...filter, before: notices.at(-1)?.id })} rel="next">
            {t('older')}
          </ButtonLink>
        </p>
      )}
    </>
  )
}
