import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { isConvertible } from '~/domain/metadata/convert-field'
import { convertField } from '~/domain/metadata/convert-field.commands.server'
import { planConversion } from '~/domain/metadata/convert-field.queries.server'
import { NEW_TYPES, NewFieldType, TRANSLATED_TYPES } from '~/domain/metadata/field-settings'
import { findField } from '~/domain/metadata/fields.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { Select } from '~/ui/select'
import { urls } from '~/urls'
import { ConversionReport } from './conversion-report'
import { fieldName } from './field-name'

export const handle = { i18n: ['metadata', 'library', 'ui', 'errors'] }

/** The type that is asked for, by the query; undefined while none is. */
function targetOf(url: URL) {
  const asked = NEW_TYPES.find((type) => type === url.searchParams.get('type'))
  const isLocalizable = url.searchParams.get('isLocalizable') === 'on'
  return asked && { type: asked, isLocalizable: isLocalizable && TRANSLATED_TYPES.includes(asked) }
}

export const loader = staffLoader('manager', async ({ db, params, url, locale }) => {
  const field = await findField(db, params.field ?? '')
  if (!field || !isConvertible(field)) throw new DomainError('metadata.unknown')
  const target = targetOf(url)
  return {
    ...{ key: field.key, type: field.type, isLocalizable: field.isLocalizable, locale, target },
    label: pickText(field.labels, locale, 'en')?.value,
    plan: target && (await planConversion(db, field, target)),
  }
})

export const action = staffAction('manager', NewFieldType, async ({ db, person, params, input }) => {
  const key = params.field ?? ''
  await convertField(db, person, key, {
    type: input.type,
    isLocalizable: input.isLocalizable && TRANSLATED_TYPES.includes(input.type),
  })
  return redirect(urls.admin.field(key))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.label ?? data?.key ?? 'Vitrine' }]

/** Another type for a field: first what it would make of its values, then the change. */
export default function FieldTypePage() {
  const { key, type, isLocalizable, label, target, plan, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('metadata')
  const name = fieldName(t, { key, label })
  const shown = target ?? { type, isLocalizable }
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('title'), to: urls.admin.metadata() },
              { label: name, to: urls.admin.field(key) },
              { label: t('change_type') },
            ]}
          />
        }
        title={t('change_type_of', { name })}
        intro={t('change_type_intro')}
      />
      <div className="stack">
        <RefusedNotice messages={refusalsOf(answer?.result)} />
        <Form method="get" className="stack panel">
          <Select
            name="type"
            label={t('form.type')}
            defaultValue={shown.type}
            options={NEW_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
          />
          <Checkbox
            name="isLocalizable"
            label={t('form.isLocalizable')}
            help={t('form.isLocalizable_help')}
            defaultChecked={shown.isLocalizable}
          />
          <p className="button-row">
            <Button type="submit">{t('convert.show')}</Button>
          </p>
        </Form>
        {target && plan && <ConversionReport {...{ target, plan, locale }} />}
      </div>
    </>
  )
}
