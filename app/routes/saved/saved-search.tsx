import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { mayChangeSavedSearch, mayManageCollections, maySaveForAll } from '~/domain/identity/permissions'
import { SavedQuery, SavedSearchSettings } from '~/domain/saved/saved-search'
import {
  changeSavedSearch,
  deleteSavedSearch,
  restoreSavedSearch,
  updateSavedQuery,
} from '~/domain/saved/saved-searches.commands.server'
import { findSavedSearch } from '~/domain/saved/saved-searches.queries.server'
import { SubscriptionInput } from '~/domain/saved/subscription'
import { subscribe, unsubscribe } from '~/domain/saved/subscriptions.commands.server'
import { findSubscription } from '~/domain/saved/subscriptions.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { mailIsSetUp } from '~/platform/mail.server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Button, ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { newSmartFrom } from '../smart/rule-from'
import { QueryText } from './query-text'
import { SettingsForm } from './settings-form'
import { SubscriptionForm } from './subscription-form'

export const handle = { i18n: ['saved', 'result', 'library', 'relations', 'ui', 'errors'] }

export const loader = staffLoader('viewer', async ({ db, person, params, services, locale }) => {
  const search = await findSavedSearch(db, person, params.code)
  if (!search) throw new DomainError('saved_search.unknown')
  return {
    search,
    subscription: await findSubscription(db, person, search.id),
    mayChange: mayChangeSavedSearch(person, search),
    mayShare: maySaveForAll(person),
    mayCollect: mayManageCollections(person),
    isOwn: search.ownerId === person.id,
    sendsMail: mailIsSetUp(services.env.mail),
    locale,
  }
})

const Act = z.discriminatedUnion('intent', [
  SavedSearchSettings.extend({ intent: z.literal('settings') }),
  SavedQuery.extend({ intent: z.literal('query') }),
  SubscriptionInput.extend({ intent: z.literal('subscribe') }),
  z.strictObject({ intent: z.literal('unsubscribe') }),
  z.strictObject({ intent: z.literal('delete') }),
  z.strictObject({ intent: z.literal('restore') }),
])

export const action = staffAction('viewer', Act, async ({ db, viewer, now, person, params, input }) => {
  const code = params.code ?? ''
  switch (input.intent) {
    case 'settings': {
      const { intent: _, ...settings } = input
      await changeSavedSearch(db, person, code, settings)
      return { done: input.intent }
    }
    case 'query': {
      const { intent: _, ...query } = input
      await updateSavedQuery(db, person, code, query)
      return redirect(urls.saved.open(code))
    }
    case 'subscribe': {
      const { intent: _, ...wish } = input
      await subscribe({ db, viewer, now }, person, code, wish)
      return { done: input.intent }
    }
    case 'unsubscribe':
      await unsubscribe(db, person, code)
      return { done: input.intent }
    case 'delete':
      await deleteSavedSearch(db, person, code)
      return redirect(urls.saved.list({ deleted: code }))
    case 'restore':
      await restoreSavedSearch(db, person, code)
      return redirect(urls.saved.settings(code))
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.search.name ?? 'Vitrine' }]

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
}

export default function SavedSearchPage() {
  const { search, subscription, mayChange, mayShare, mayCollect, isOwn, sendsMail, locale } =
    useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation('saved')
  const { code, name, query } = search
  const tried = answer?.result?.initialValue?.intent
  const errorsOf = (intent: string) => (tried === intent ? (answer?.result?.error ?? undefined) : undefined)
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('list.title'), to: urls.saved.list() }, { label: name }]} />}
        title={<bdi>{name}</bdi>}
        intro={isOwn ? undefined : t('list.by', { name: search.ownerName })}
        actions={
          <>
            {mayCollect && (
              <ButtonLink icon="collection" to={newSmartFrom(query, name)}>
                {t('bar.smart')}
              </ButtonLink>
            )}
            <ButtonLink icon="search" variant="primary" to={urls.saved.open(code)}>
              {t('settings.open')}
            </ButtonLink>
          </>
        }
      />
      <QueryText query={query} />
      <div className="stack narrow page-end">
        <SubscriptionForm
          subscription={subscription}
          sendsMail={sendsMail}
          errors={errorsOf('subscribe')}
          done={answer?.done}
          locale={locale}
        />
        {mayChange && (
          <SettingsForm
            search={search}
            mayShare={mayShare}
            errors={errorsOf('settings')}
            isSaved={answer?.done === 'settings'}
          />
        )}
        {mayChange && (
          <Form method="post">
            <input type="hidden" name="intent" value="delete" />
            <Button type="submit" variant="danger-quiet" icon="trash">
              {t('delete.submit')}
            </Button>
          </Form>
        )}
      </div>
    </>
  )
}
