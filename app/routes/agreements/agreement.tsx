import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AgreementForm as Terms } from '~/domain/intake/agreement'
import { changeAgreement, retireAgreement } from '~/domain/intake/agreements.commands.server'
import { findAgreement, versionsOfAgreement } from '~/domain/intake/agreements.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { AUTONYMS, LOCALES } from '~/platform/language'
import { parseMarkdown } from '~/platform/markdown'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Facts } from '~/ui/facts'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { RichText } from '~/ui/rich-text'
import { urls } from '~/urls'
import { useResult } from '../library/use-result'
import { AgreementForm } from './agreement-form'

export const handle = { i18n: ['agreements', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, params, locale, services }) => {
  const agreement = await findAgreement(db, params.agreement)
  if (!agreement) throw new DomainError('agreement.unknown')
  return { agreement, versions: await versionsOfAgreement(db, agreement.id), locale, zone: services.env.zone }
})

const Change = z.discriminatedUnion('intent', [
  Terms.extend({ intent: z.literal('save') }),
  z.strictObject({ intent: z.enum(['retire', 'restore']) }),
])

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => {
  const id = params.agreement ?? ''
  if (input.intent === 'save') {
    const { intent, ...form } = input
    await changeAgreement(db, person, id, form)
  } else await retireAgreement(db, person, id, input.intent === 'retire')
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.agreement.name ?? 'Vitrine' }]

export default function AgreementPage() {
  const { agreement, versions, locale, zone } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('agreements')
  const isRetired = agreement.retiredAt !== null
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs crumbs={[{ label: t('title'), to: urls.briefs.agreements() }, { label: agreement.name }]} />
        }
        title={<bdi>{agreement.name}</bdi>}
      />
      <div className="stack">
        {isRetired && <Notice>{t('is_retired')}</Notice>}
        <AgreementForm
          key={agreement.id}
          name={agreement.name}
          version={versions[0]}
          locale={locale}
          result={useResult(answer)}
          saved={answer?.done === 'save' ? answer : undefined}
        />
        <section className="stack-s brief-form" aria-labelledby="agreement-versions">
          <h2 id="agreement-versions">{t('versions')}</h2>
          {versions.map(({ id, number, createdAt, creatorName, accepted, texts, assignsRights, asksAboutAi }) => (
            <details key={id} className="panel disclosure">
              <summary>
                <Facts
                  of={[
                    t('version', { number }),
                    formatDateTime(createdAt, zone, locale),
                    creatorName,
                    t('accepted', { count: accepted }),
                  ]}
                />
              </summary>
              <div className="stack-s">
                <p className="muted">
                  <Facts of={[assignsRights && t('assigns'), asksAboutAi && t('ai')]} />
                </p>
                {LOCALES.filter((tag) => texts[tag]).map((tag) => (
                  <section key={tag} className="stack-s">
                    <h3>{AUTONYMS[tag]}</h3>
                    <RichText blocks={parseMarkdown(texts[tag] ?? '')} lang={tag} />
                  </section>
                ))}
              </div>
            </details>
          ))}
        </section>
        <Form method="post" className="page-end">
          <input type="hidden" name="intent" value={isRetired ? 'restore' : 'retire'} />
          <p className="button-row">
            <Button type="submit" variant={isRetired ? 'quiet' : 'danger-quiet'}>
              {t(isRetired ? 'restore' : 'retire')}
            </Button>
            {!isRetired && <span className="muted">{t('retire_help')}</span>}
          </p>
        </Form>
      </div>
    </>
  )
}
