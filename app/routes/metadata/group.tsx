import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { listFields, listGroups } from '~/domain/metadata/fields.queries.server'
import { deleteGroup, moveGroup, renameGroup } from '~/domain/metadata/groups.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { localizedSchema } from '~/platform/localized-schema'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { urls } from '~/urls'
import { GroupForm } from './group-form'

export const handle = { i18n: ['metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, params, locale }) => {
  const groups = await listGroups(db)
  const at = groups.findIndex(({ key }) => key === params.group)
  const group = groups[at]
  if (!group) throw new DomainError('metadata.unknown')
  const isUsed = (await listFields(db)).some((field) => field.group === group.key)
  const label = pickText(group.labels, locale, 'en')?.value
  return { group, label, isFirst: at === 0, isLast: at === groups.length - 1, mayDelete: !isUsed }
})

const Change = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('rename'), labels: localizedSchema(80) }),
  z.strictObject({ intent: z.literal('move'), steps: z.enum(['-1', '1']) }),
  z.strictObject({ intent: z.literal('delete') }),
])

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => {
  const key = params.group ?? ''
  if (input.intent === 'rename') await renameGroup(db, person, key, input.labels)
  else if (input.intent === 'move') await moveGroup(db, person, key, input.steps === '-1' ? -1 : 1)
  else {
    await deleteGroup(db, person, key)
    return redirect(urls.admin.metadata())
  }
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.label ?? 'Vitrine' }]

export default function GroupPage() {
  const { group, label, isFirst, isLast, mayDelete } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('metadata')
  const name = label ?? t(`group.${group.key}`, { defaultValue: group.key })
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.metadata() }, { label: name }]} />}
        title={<bdi>{name}</bdi>}
        intro={<code dir="ltr">{group.key}</code>}
      />
      <div className="stack">
        <RefusedNotice messages={refusalsOf(answer?.result)} />
        <Form method="post" className="button-row">
          <input type="hidden" name="intent" value="move" />
          <Button type="submit" name="steps" value="-1" icon="arrow-up" disabled={isFirst}>
            {t('move_up', { name })}
          </Button>
          <Button type="submit" name="steps" value="1" icon="arrow-down" disabled={isLast}>
            {t('move_down', { name })}
          </Button>
        </Form>
        <GroupForm
          key={group.key}
          group={group}
          result={answer?.result}
          saved={answer?.done === 'rename' ? answer : undefined}
        />
        {mayDelete && (
          <Form method="post" className="page-end">
            <input type="hidden" name="intent" value="delete" />
            <Button type="submit" variant="danger-quiet">
              {t('delete_group')}
            </Button>
          </Form>
        )}
      </div>
    </>
  )
}
