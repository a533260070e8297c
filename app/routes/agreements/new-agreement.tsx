import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AgreementForm as Terms } from '~/domain/intake/agreement'
import { createAgreement } from '~/domain/intake/agreements.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { AgreementForm } from './agreement-form'

export const handle = { i18n: ['agreements', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', ({ locale }) => ({ locale, title: fixedT(locale, 'agreements')('new') }))

export const action = staffAction(
  'manager',
  Terms.extend({ intent: z.literal('save') }),
  async ({ db, person, input: { intent, ...form } }) =>
    redirect(urls.briefs.agreement(await createAgreement(db, person, form))),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function NewAgreementPage() {
  const { locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('agreements')
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.briefs.agreements() }, { label: t('new') }]} />}
        title={t('new')}
        intro={t('intro')}
      />
      <AgreementForm locale={locale} result={answer?.result} />
    </>
  )
}
