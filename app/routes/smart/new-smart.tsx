import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { RULE_SORTS } from '~/domain/collections/smart-collection'
import { createSmartCollection } from '~/domain/collections/smart-collections.commands.server'
import { parseQuery } from '~/domain/search/query/parse'
import { NewSmartCollection, refusedTerm, ruleQuery } from '~/domain/smart/rule'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'
import { RuleFields } from './rule-fields'

export const handle = { i18n: ['smart', 'collections', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', ({ url, locale }) => {
  const query = (url.searchParams.get('query') ?? '').slice(0, 500)
  const term = refusedTerm(parseQuery(query))
  return {
    title: fixedT(locale, 'smart')('new.title'),
    name: (url.searchParams.get('title') ?? '').slice(0, 200),
    rule: { query, sort: RULE_SORTS.find((sort) => sort === url.searchParams.get('sort')) ?? 'newest' },
    refused: term === undefined ? undefined : [fixedT(locale, 'errors')('collection.rule_term', { term })],
    isWithoutFilter: url.searchParams.has('without'),
  }
})

export const action = staffAction('editor', NewSmartCollection, async ({ db, person, input, locale }) => {
  const { title, ...rule } = input
  ruleQuery(rule.query)
  return redirect(urls.collections.edit(await createSmartCollection(db, person, { title, rule }, locale)))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function NewSmartPage() {
  const { name, rule, refused, isWithoutFilter } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation(['smart', 'collections'])
  const busy = useNavigation().state !== 'idle'
  const errors = answer?.result?.error
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[{ label: t('collections:list.title'), to: urls.collections.list() }, { label: t('new.title') }]}
          />
        }
        title={t('new.title')}
        intro={t('new.intro')}
      />
      <Form method="post" className="panel stack narrow">
        {isWithoutFilter && <Notice>{t('new.without_filter')}</Notice>}
        <TextField
          name="title"
          label={t('new.name')}
          defaultValue={name}
          errors={errors?.title ?? undefined}
          maxLength={200}
          autoComplete="off"
          required
        />
        <RuleFields rule={rule} errors={errors ? { query: errors.query ?? undefined } : { query: refused }} />
        <p className="button-row">
          <Button type="submit" variant="primary" icon="collection" busy={busy}>
            {t('new.submit')}
          </Button>
        </p>
      </Form>
    </>
  )
}
