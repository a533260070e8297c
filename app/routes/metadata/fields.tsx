import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { NewGroup } from '~/domain/metadata/field-settings'
import { usesOfFields } from '~/domain/metadata/field-use.queries.server'
import { moveField } from '~/domain/metadata/fields.commands.server'
import { listFields, listGroups } from '~/domain/metadata/fields.queries.server'
import { createGroup } from '~/domain/metadata/groups.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { fieldName } from './field-name'
import { FieldOrder } from './field-order'
import { GroupForm } from './group-form'

export const handle = { i18n: ['metadata', 'templates', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, locale }) => {
  const [fields, groups, uses] = await Promise.all([listFields(db), listGroups(db), usesOfFields(db)])
  const listed = fields.map(({ id, key, type, group, labels, isPublic, isRequiredForApproval, retiredAt }) => ({
    ...{ key, type, group, isPublic, isRequiredForApproval, isRetired: retiredAt !== null, used: uses.get(id) ?? 0 },
    label: pickText(labels, locale, 'en')?.value,
  }))
  return {
    groups: groups.map(({ key, labels }) => ({
      ...{ key, label: pickText(labels, locale, 'en')?.value },
      fields: listed.filter((field) => field.group === key && !field.isRetired),
    })),
    retired: listed.filter(({ isRetired }) => isRetired),
    locale,
    title: fixedT(locale, 'metadata')('title'),
  }
})

const Key = z.string().max(40)
const Change = z.discriminatedUnion('intent', [
  z.strictObject({
    ...{ intent: z.literal('move'), key: Key, steps: z.enum(['-1', '1']).optional() },
    ...{ before: Key.optional(), after: Key.optional() },
  }),
  NewGroup.extend({ intent: z.literal('group') }),
])

export const action = staffAction('manager', Change, async ({ db, person, input }) => {
  if (input.intent === 'group') await createGroup(db, person, input)
  else if (input.before) await moveField(db, person, input.key, { before: input.before })
  else if (input.after) await moveField(db, person, input.key, { after: input.after })
  else await moveField(db, person, input.key, { steps: input.steps === '-1' ? -1 : 1 })
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type ListedField = ReturnType<typeof useLoaderData<typeof loader>>['retired'][number]

export default function FieldsPage() {
  const { groups, retired, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation(['metadata', 'templates'])
  return (
    <>
      <PageHead
        title={t('title')}
        intro={t('intro')}
        actions={
          <>
            <ButtonLink to={urls.admin.templates()}>{t('templates:title')}</ButtonLink>
            <ButtonLink to={urls.admin.searches()}>{t('searches')}</ButtonLink>
            <ButtonLink to={urls.admin.vocabularies()}>{t('vocabularies.title')}</ButtonLink>
            <ButtonLink to={urls.admin.newField()} variant="primary" icon="plus">
              {t('new')}
            </ButtonLink>
          </>
        }
      />
      <div className="stack">
        {groups.map(({ key, label, fields }) => {
          const name = label ?? t(`group.${key}`, { defaultValue: key })
          return (
            <section key={key} className="stack-s" aria-labelledby={`group-${key}`}>
              <h2 id={`group-${key}`}>
                <Link className="link" to={urls.admin.fieldGroup(key)}>
                  {name}
                </Link>
              </h2>
              {fields.length > 0 ? (
                <FieldOrder {...{ name, fields, locale }} />
              ) : (
                <p className="muted">{t('group_empty')}</p>
              )}
            </section>
          )
        })}
        {retired.length > 0 && (
          <section className="stack-s" aria-labelledby="retired">
            <h2 id="retired">{t('retired')}</h2>
            <ul className="plain-list">
              {retired.map((field) => (
                <li key={field.key}>
                  <Link className="link" to={urls.admin.field(field.key)} dir="auto">
                    {fieldName(t, field)}
                  </Link>{' '}
                  <span className="muted numbers">{t('values', { count: field.used, shown: field.used })}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <GroupForm result={answer?.result} saved={answer?.done === 'group' ? answer : undefined} />
      </div>
    </>
  )
}
