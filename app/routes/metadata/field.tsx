import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { isConvertible } from '~/domain/metadata/convert-field'
import { FieldSettings } from '~/domain/metadata/field-settings'
import { usesOfFields } from '~/domain/metadata/field-use.queries.server'
import { changeField, restoreField, retireField } from '~/domain/metadata/fields.commands.server'
import { findField, listGroups } from '~/domain/metadata/fields.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { FieldForm } from './field-form'
import { fieldName } from './field-name'

export const handle = { i18n: ['metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, params, locale }) => {
  const field = await findField(db, params.field ?? '')
  if (!field) throw new DomainError('metadata.unknown')
  const { retiredAt, ...settings } = field
  const used = (await usesOfFields(db)).get(field.id) ?? 0
  return {
    ...{ field: settings, isRetired: retiredAt !== null, used, groups: await listGroups(db), locale },
    label: pickText(field.labels, locale, 'en')?.value,
  }
})

const Change = z.discriminatedUnion('intent', [
  FieldSettings.extend({ intent: z.literal('save') }),
  z.strictObject({ intent: z.literal('retire') }),
  z.strictObject({ intent: z.literal('restore') }),
])

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => {
  const key = params.field ?? ''
  if (input.intent === 'save') await changeField(db, person, key, input)
  else if (input.intent === 'retire') await retireField(db, person, key)
  else await restoreField(db, person, key)
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.label ?? data?.field.key ?? 'Vitrine' }]

export default function FieldPage() {
  const { field, isRetired, used, groups, label, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('metadata')
  const name = fieldName(t, { key: field.key, label })
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.admin.metadata() }, { label: name }]} />}
        title={<bdi>{name}</bdi>}
        intro={
          <>
            <code dir="ltr">{field.key}</code>
            {` · ${t(`type.${field.type}`)} · ${t('values', { count: used, shown: formatNumber(used, locale) })}`}
            {!isRetired && isConvertible(field) && (
              <>
                {' · '}
                <Link className="link" to={urls.admin.fieldType(field.key)}>
                  {t('change_type')}
                </Link>
              </>
            )}
          </>
        }
      />
      <div className="stack">
        {isRetired && <Notice title={t('retired_title')}>{t('retired_text')}</Notice>}
        <FieldForm
          key={field.key}
          {...{ field, groups, locale, result: answer?.result }}
          saved={answer?.done === 'save' ? answer : undefined}
        />
        {field.isBuiltIn ? (
          <p className="muted">{t('built_in_note')}</p>
        ) : (
          <Form method="post" className="page-end">
            <input type="hidden" name="intent" value={isRetired ? 'restore' : 'retire'} />
            <p className="button-row">
              <Button type="submit" variant={isRetired ? 'quiet' : 'danger-quiet'}>
                {t(isRetired ? 'restore' : 'retire')}
              </Button>
              <span className="muted">{t(isRetired ? 'restore_help' : 'retire_help')}</span>
            </p>
          </Form>
        )}
      </div>
    </>
  )
}
