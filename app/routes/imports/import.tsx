import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ImportAct, isMoving, OUTCOMES } from '~/domain/imports/import'
import { planImportOf, retryRefused, startImport, stopImport } from '~/domain/imports/imports.commands.server'
import { countItems, findImport, listItems } from '~/domain/imports/imports.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { DomainError } from '~/platform/errors'
import { useLookAgain } from '~/routes/library/use-look-again'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { ProgressBar } from '~/ui/progress-bar'
import { refusalsOf } from '~/ui/refusals'
import { urls } from '~/urls'
import { ColumnMap } from './column-map'
import { columnsOf, importServices } from './columns.server'
import { ImportBadge } from './import-badge'
import { ImportReport } from './import-report'

export const handle = { i18n: ['imports', 'library', 'ui', 'errors'] }

const PAGE = 100

export const loader = staffLoader('manager', async ({ db, params, url, locale, services }) => {
  const run = await findImport(db, params.import)
  if (!run) throw new DomainError('import.unknown')
  const of = OUTCOMES.find((each) => each === url.searchParams.get('of'))
  const after = Number(url.searchParams.get('after')) || 0
  const items = await listItems(db, run.id, { of, after, limit: PAGE + 1 })
  const mayMap = !run.isLocal && ['draft', 'planned', 'failed'].includes(run.state) && !run.startedAt
  return {
    run,
    ...(await countItems(db, run.id)),
    of,
    items: items.slice(0, PAGE),
    next: items.length > PAGE ? items[PAGE - 1]?.position : undefined,
    map: mayMap ? await columnsOf(importServices(services), run, locale) : undefined,
    locale,
    title: `${run.source} · ${fixedT(locale, 'imports')('title')}`,
  }
})

export const action = staffAction('manager', ImportAct, async ({ db, actor, params, input, services, locale }) => {
  const id = params.import ?? ''
  const run = await findImport(db, id)
  if (!run) throw new DomainError('import.unknown')
  if (input.intent === 'run') await startImport(db, actor, id)
  else if (input.intent === 'stop') await stopImport(db, id)
  else if (input.intent === 'retry') await retryRefused(db, actor, id)
  else {
    const { columns } = await columnsOf(importServices(services), run, locale)
    const fields = columns.map(({ column }, index) => ({ column, field: input.fields[index] ?? '' }))
    await planImportOf(db, id, fields)
  }
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

interface Answer {
  result?: { error?: Record<string, string[] | null> | null }
}

export default function ImportPage() {
  const { run, map, items, total, counts, waiting, retryable, of, next, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('imports')
  const refused = refusalsOf(useActionData<Answer>()?.result)
  useLookAgain(isMoving(run.state))
  const settled = total - waiting
  const mayRetry = ['done', 'stopped', 'failed'].includes(run.state) && run.startedAt && !run.isLocal
  const mayGoOn = !run.isLocal && (run.state === 'stopped' || (run.state === 'failed' && run.startedAt && waiting > 0))
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.imports() }, { label: run.source }]} />}
        title={<bdi>{run.source}</bdi>}
        intro={<ImportBadge state={run.state} />}
        actions={
          <>
            {isMoving(run.state) && !run.isLocal && <Act intent="stop" label={t('act.stop')} />}
            {run.state === 'planned' && !run.isLocal && <Act intent="run" label={t('act.run')} isMain />}
            {mayGoOn && <Act intent="run" label={t('act.resume')} isMain />}
            {mayRetry && retryable > 0 && <Act intent="retry" label={t('act.retry')} />}
          </>
        }
      />
      <div className="stack">
        {refused.map((message) => (
          <Notice key={message} tone="bad" live="polite">
            {message}
          </Notice>
        ))}
        {run.reason && (
          <Notice tone="bad" title={t('failed')}>
            {t([`reason.${run.reason}`, 'reason.internal'], { ...run.facts })}
            {run.facts.line ? ` ${t('at_line', { line: run.facts.line })}` : ''}
          </Notice>
        )}
        {run.state === 'planning' && <ProgressBar label={t('planning')} detail={formatNumber(total, locale)} />}
        {run.startedAt && (
          <ProgressBar
            label={t('progress')}
            value={total ? settled / total : 0}
            tone={run.state === 'done' ? 'ok' : undefined}
            detail={t('progress_of', { done: formatNumber(settled, locale), total: formatNumber(total, locale) })}
          />
        )}
        {run.state === 'planned' && (
          <Notice tone="info" live="polite">
            {t('planned', { count: counts.created + counts.new_version + counts.updated })}
          </Notice>
        )}
        {run.leftOut > 0 && <p className="muted">{t('left_out', { count: run.leftOut })}</p>}
        {map?.reason && (
          <Notice tone="bad">
            {t([`reason.${map.reason}`, 'reason.internal'])} {map.line ? t('at_line', { line: map.line }) : ''}
          </Notice>
        )}
        {map && !map.reason && (
          <ColumnMap columns={map.columns} label={t(run.state === 'draft' ? 'act.plan' : 'act.plan_again')} />
        )}
        {total > 0 && (
          <ImportReport
            {...{ runId: run.id, items, counts, of, next, locale }}
            isPlan={run.state === 'planned' || run.state === 'planning'}
          />
        )}
      </div>
    </>
  )
}

function Act({ intent, label, isMain }: { intent: string; label: string; isMain?: boolean }) {
  const busy = useNavigation().formData?.get('intent') === intent
  return (
    <Form method="post">
      <Button type="submit" name="intent" value={intent} variant={isMain ? 'primary' : 'quiet'} busy={busy}>
        {label}
      </Button>
    </Form>
  )
}
