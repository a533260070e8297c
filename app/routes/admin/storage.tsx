import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { removeOrphans } from '~/domain/scrub/orphans.commands.server'
import { StorageAct } from '~/domain/scrub/scrub'
import { askForScrub } from '~/domain/scrub/scrubs.commands.server'
import { loadFindings, loadScrubs, loadStorageUse } from '~/domain/scrub/storage.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { Result } from '~/ui/result'
import { StorageCheck } from './storage-check'
import { StorageFindings } from './storage-findings'
import { StorageUseTables } from './storage-use'

export const handle = { i18n: ['storage', 'library', 'ui', 'errors'] }

export const loader = staffLoader('admin', async ({ db, locale }) => {
  const [use, scrubs, findings] = await Promise.all([loadStorageUse(db), loadScrubs(db), loadFindings(db)])
  return { use, scrubs, findings, locale, title: fixedT(locale, 'storage')('title') }
})

export const action = staffAction('admin', StorageAct, async ({ db, person, services, input }) => {
  if (input.intent === 'remove') return { removed: await removeOrphans(db, services.storage, person) }
  await askForScrub(db, person)
  return { asked: true }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type StoragePageData = ReturnType<typeof useLoaderData<typeof loader>>

interface Answer {
  removed?: number
  asked?: boolean
  result?: { error?: Record<string, string[] | null> }
}

export default function StoragePage() {
  const page = useLoaderData<typeof loader>()
  const { t } = useTranslation('storage')
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} />
      <div className="stack">
        <ActResult />
        <StorageCheck page={page} />
        <StorageFindings page={page} />
        <StorageUseTables page={page} />
      </div>
    </>
  )
}

/** What became of the check that was asked for, or of the removal. */
function ActResult() {
  const answer = useActionData<Answer>()
  const { t } = useTranslation('storage')
  if (!answer) return null
  const refused = refusalsOf(answer.result)
  const said = answer.removed === undefined ? t('check.asked') : t('removed', { count: answer.removed })
  return (
    <Result of={answer}>
      <Notice tone={refused.length > 0 ? 'warn' : 'ok'} live="polite">
        {refused.length > 0 ? refused.join(' ') : said}
      </Notice>
    </Result>
  )
}
