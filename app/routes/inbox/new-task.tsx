import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { giveTask } from '~/domain/notices/inbox.commands.server'
import { assignablePeople } from '~/domain/notices/inbox.queries.server'
import { NewTask } from '~/domain/notices/notice'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { PageHead } from '~/ui/page-head'
import { Select } from '~/ui/select'
import { TextArea, TextField } from '~/ui/text-field'
import { urls } from '~/urls'
import { RowPicture } from '../library/row-picture'
import { summaryErrors } from '../library/summary-errors'

export const handle = { i18n: ['inbox', 'library', 'ui', 'errors'] }

export const loader = staffLoader('viewer', async ({ db, viewer, now, person, url, locale }) => {
  const id = url.searchParams.get('asset') ?? ''
  const [asset] = await staffAssets({ db, viewer, now }, [id], locale)
  return {
    title: fixedT(locale, 'inbox')('task.title'),
    people: await assignablePeople({ db }),
    personId: person.id,
    asset,
  }
})

export const action = staffAction('viewer', NewTask, async ({ db, person, input }) => {
  await giveTask(db, person, input)
  return redirect(urls.inbox.list({ view: input.assignee === person.id ? undefined : 'given' }))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function NewTaskPage() {
  const { people, personId, asset, title } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('inbox')
  const busy = useNavigation().state !== 'idle'
  const [form, fields] = useForm<z.input<typeof NewTask>>({ id: 'new-task', lastResult: answer?.result })
  return (
    <>
      <PageHead above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.inbox.list() }]} />} title={title} />
      <Form method="post" {...getFormProps(form)} className="stack panel narrow">
        <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
        {asset && (
          <p className="inbox-about">
            <RowPicture asset={asset} />
            <span dir="auto">{asset.title}</span>
            <input type="hidden" name="asset" value={asset.id} />
          </p>
        )}
        <TextField field={fields.title} label={t('task.what')} required maxLength={200} autoFocus dir="auto" />
        <TextArea field={fields.note} label={t('task.note')} optional rows={3} maxLength={2000} dir="auto" />
        <div className="field-row">
          <Select
            field={fields.assignee}
            label={t('task.assignee')}
            defaultValue={fields.assignee.initialValue ?? personId}
            options={people.map(({ id, name }) => ({
              value: id,
              label: id === personId ? t('task.me', { name }) : name,
            }))}
          />
          <TextField field={fields.dueOn} type="date" label={t('task.due')} optional />
        </div>
        <p className="button-row">
          <Button type="submit" variant="primary" busy={busy}>
            {t('task.submit')}
          </Button>
        </p>
      </Form>
    </>
  )
}
