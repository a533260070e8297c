import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { AssetIds } from '~/domain/assets/asset-ids'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { changeRule } from '~/domain/collections/smart-collections.commands.server'
import { excludedFrom, findRule, itemChanges } from '~/domain/collections/smart-collections.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { RuleInput, ruleQuery } from '~/domain/smart/rule'
import { leaveToSearch } from '~/domain/smart/settle.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { ExcludedList } from './excluded-list'
import { ItemChanges } from './item-changes'
import { RuleFields } from './rule-fields'

export const handle = { i18n: ['smart', 'collections', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, params, locale, now, services }) => {
  const collection = await findCollection(db, params.collection ?? '')
  const rule = collection && (await findRule(db, collection.id))
  if (!collection || !rule) throw new DomainError('collection.unknown')
  const excluded = await excludedFrom(db, collection.id)
  const changes = await itemChanges(db, collection.id)
  const named = changes.flatMap(({ enteredIds, leftIds }) => [...enteredIds.slice(0, 5), ...leftIds.slice(0, 5)])
  const scope = { db, viewer, now }
  const titles = await staffAssets(scope, [...new Set(named)], locale)
  return {
    ...{ id: collection.id, rule, changes, locale, zone: services.env.zone },
    name: pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug,
    excluded: { assets: await staffAssets(scope, excluded.ids, locale), total: excluded.total },
    titles: Object.fromEntries(titles.map(({ id, title }) => [id, title])),
  }
})

const Act = z.discriminatedUnion('intent', [
  RuleInput.extend({ intent: z.literal('rule') }),
  z.strictObject({ intent: z.literal('to_search'), assets: AssetIds }),
])

export const action = staffAction('editor', Act, async ({ db, person, params, input }) => {
  const id = params.collection ?? ''
  if (input.intent === 'to_search') {
    await leaveToSearch(db, person, id, input.assets)
    return { done: input.intent }
  }
  await changeRule(db, person, id, { query: ruleQuery(input.query), sort: input.sort })
  return redirect(urls.collections.edit(id))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

export default function RulePage() {
  const { id, name, rule, excluded, changes, titles, locale, zone } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]>; done?: string }>()
  const { t } = useTranslation(['smart', 'collections'])
  const busy = useNavigation().formData?.get('intent') === 'rule'
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            crumbs={[
              { label: t('collections:list.title'), to: urls.collections.list() },
              { label: name, to: urls.collections.edit(id) },
              { label: t('rule.title') },
            ]}
          />
        }
        title={t('rule.title')}
        intro={t('rule.intro')}
        actions={
          <ButtonLink icon="search" to={urls.library.grid({ q: rule.query, sort: rule.sort })}>
            {t('rule.show')}
          </ButtonLink>
        }
      />
      <Form method="post" className="panel stack narrow">
        <input type="hidden" name="intent" value="rule" />
        <RuleFields rule={rule} errors={{ query: answer?.result?.error?.query ?? undefined }} />
        <p className="button-row">
          <Button type="submit" variant="primary" busy={busy}>
            {t('rule.submit')}
          </Button>
        </p>
      </Form>
      <ExcludedList {...excluded} done={answer?.done === 'to_search'} />
      <ItemChanges changes={changes} titles={titles} locale={locale} zone={zone} />
    </>
  )
}
