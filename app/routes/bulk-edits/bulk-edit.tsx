import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { Viewer } from '~/domain/access/access'
import { MOST_SELECTED } from '~/domain/assets/asset-ids'
import { type BulkEdit, type Outcome, REFUSED_BECAUSE } from '~/domain/bulk/bulk-edit'
import { mayUndo, startBulkEdit, stopBulkEdit, undoBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { countOutcomes, findBulkEdit, refusedAssets } from '~/domain/bulk/bulk-edits.queries.server'
import { type AssetOutcome, outcomesOf } from '~/domain/bulk/outcomes.server'
import { previewBulkEdit } from '~/domain/bulk/preview-bulk-edit.queries.server'
import { sheetOutcomesOf } from '~/domain/bulk/sheet-outcomes.server'
import { templateOutcomesOf } from '~/domain/bulk/template-outcomes.server'
import { labelOf, type MetadataField } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import { storeSelection } from '~/domain/search/selection.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime, formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { ProgressBar } from '~/ui/progress-bar'
import { refusalsOf } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { urls } from '~/urls'
import { safeNext } from '../auth/safe-next'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { useLookAgain } from '../library/use-look-again'
import { ChangeExamples } from './change-examples'
import { operationText } from './operation-text'
import { OutcomeList } from './outcome-list'
import { SheetProblems } from './sheet-problems'

export const handle = { i18n: ['bulk-edits', 'quality', 'spreadsheets', 'metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, params, url, locale, now }) => {
  const edit = await findBulkEdit(db, params.edit)
  if (!edit) throw new DomainError('bulk_edit.unknown')
  const fields = await listFields(db)
  const field = fields.find(({ key }) => key === edit.operation?.field)
  const outcomes = edit.state === 'planned' ? outcomesFor(db, { viewer, edit, field }) : undefined
  const preview = outcomes && (await previewBulkEdit(db, { viewer, editId: edit.id, locale }, outcomes))
  const shown = preview?.examples ?? []
  const textOf = await valueTexts(
    db,
    shown.flatMap(({ before, after }) => [before, after]),
    { locale },
  )
  return {
    edit: { ...edit, operation: edit.operation && { ...edit.operation, label: field && labelOf(field, locale) } },
    ...(await countOutcomes(db, edit.id)),
    mayUndo: mayUndo(edit, now),
    preview: preview && {
      ...preview,
      examples: preview.examples.map(({ fieldId, ...each }) => {
        const of = fields.find(({ id }) => id === fieldId)
        return {
          ...each,
          key: of?.key ?? '',
          label: of && labelOf(of, locale),
          before: textOf(each.before),
          after: textOf(each.after),
        }
      }),
    },
    // Where this change was described, which goes on after it.
    next: safeNext(url.searchParams.get('next')),
    locale,
    title: fixedT(locale, 'bulk-edits')('title'),
  }
})

function outcomesFor(
  db: Db,
  { viewer, edit, field }: { viewer: Viewer; edit: BulkEdit; field: MetadataField | undefined },
): ((assetIds: readonly string[]) => Promise<AssetOutcome[]>) | undefined {
  const { operation, sheetName, templateId } = edit
  if (templateId) return (ids) => templateOutcomesOf(db, { viewer, templateId }, ids)
  if (sheetName !== null) return (ids) => sheetOutcomesOf(db, { viewer, editId: edit.id }, ids)
  return operation && field ? (ids) => outcomesOf(db, { viewer, operation, field }, ids) : undefined
}

const Act = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.enum(['run', 'stop', 'undo']) }),
  z.strictObject({ intent: z.literal('show'), outcome: z.enum(REFUSED_BECAUSE) }),
])

export const action = staffAction('editor', Act, async ({ db, person, params, input }) => {
  const edit = await findBulkEdit(db, params.edit)
  if (!edit) throw new DomainError('bulk_edit.unknown')
  if (input.intent === 'undo') return redirect(urls.bulkEdits.edit(await undoBulkEdit(db, person, edit.id)))
  if (input.intent === 'show') {
    const ids = await refusedAssets(db, edit.id, input.outcome, MOST_SELECTED)
    return redirect(urls.library.grid({ selection: await storeSelection(db, person, ids) }))
  }
  if (input.intent === 'run') await startBulkEdit(db, person, edit.id)
  else await stopBulkEdit(db, edit.id)
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

interface Answer {
  result?: { error?: Record<string, string[] | null> | null }
}

export default function BulkEditPage() {
  const { edit, preview, total, waiting, outcomes, mayUndo: isUndoable, next, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['bulk-edits', 'metadata', 'library', 'quality'])
  const zone = useDefaultTimeZone()
  const refused = refusalsOf(useActionData<Answer>()?.result)
  useLookAgain(edit.state === 'running')
  const what = operationText(t, edit)
  const planned: Partial<Record<Outcome, number>> = preview
    ? { changed: preview.changed, unchanged: preview.unchanged, ...preview.refused }
    : {}
  const when = edit.startedAt && formatDateTime(edit.startedAt, zone, locale)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[{ label: t('title'), to: urls.bulkEdits.list() }, { label: t(`state.${edit.state}`) }]}
          />
        }
        title={what}
        intro={when && edit.personName ? t('by', { name: edit.personName, when }) : undefined}
        actions={
          <>
            {edit.state === 'planned' && (
              <IntentButton
                intent="run"
                label={t('run', { count: total })}
                isMain
                isOff={preview?.changed === 0 && preview.seen >= total}
              />
            )}
            {edit.state === 'running' && <IntentButton intent="stop" label={t('stop')} />}
            {(edit.state === 'stopped' || edit.state === 'failed') && !edit.undoesId && (
              <IntentButton intent="run" label={t('resume')} />
            )}
            {isUndoable && (outcomes.changed ?? 0) > 0 && (
              <IntentButton intent="undo" label={t('undo', { count: outcomes.changed ?? 0 })} />
            )}
          </>
        }
      />
      <div className="stack">
        <RefusedNotice messages={refused} />
        {preview && (
          <section className="panel stack" aria-labelledby="preview">
            <h2 id="preview">{t('preview', { count: preview.seen })}</h2>
            {preview.seen < total && (
              <p className="muted">
                {t('preview_of', { seen: formatNumber(preview.seen, locale), total: formatNumber(total, locale) })}
              </p>
            )}
            <OutcomeList outcomes={planned} isPlan />
            <ChangeExamples examples={preview.examples} />
          </section>
        )}
        <SheetProblems problems={edit.problems} />
        {edit.state !== 'planned' && (
          <section className="panel stack" aria-labelledby="report">
            <h2 id="report">{t('report')}</h2>
            <ProgressBar
              label={t(`state.${edit.state}`)}
              value={total ? (total - waiting) / total : 1}
              tone={edit.state === 'done' ? 'ok' : undefined}
              detail={t('progress', {
                done: formatNumber(total - waiting, locale),
                total: formatNumber(total, locale),
              })}
            />
            <OutcomeList outcomes={outcomes} />
            {edit.undoneById && (
              <p>
                <ButtonLink to={urls.bulkEdits.edit(edit.undoneById)} size="s">
                  {t('undone')}
                </ButtonLink>
              </p>
            )}
            {edit.undoesId && (
              <p>
                <ButtonLink to={urls.bulkEdits.edit(edit.undoesId)} size="s">
                  {t('undoes')}
                </ButtonLink>
              </p>
            )}
          </section>
        )}
        <p className="button-row">
          {next && (
            <ButtonLink to={next} variant={edit.state === 'planned' ? 'quiet' : 'primary'} iconEnd="chevron-end">
              {t('quality:back')}
            </ButtonLink>
          )}
          <ButtonLink to={urls.library.grid()}>{t('to_library')}</ButtonLink>
        </p>
      </div>
    </>
  )
}

function IntentButton({
  intent,
  label,
  isMain,
  isOff,
}: {
  intent: string
  label: string
  isMain?: boolean
  isOff?: boolean
}) {
  const busy = useNavigation().formData?.get('intent') === intent
  return (
    <Form method="post">
      <Button
        type="submit"
        name="intent"
        value={intent}
        variant={isMain ? 'primary' : 'quiet'}
        busy={busy}
        disabled={isOff}
      >
        {label}
      </Button>
    </Form>
  )
}
