import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { libraryLookOf } from '~/domain/identity/own-account.queries.server'
import { maySaveForAll } from '~/domain/identity/permissions'
import { NewSavedSearch, SavedQuery } from '~/domain/saved/saved-search'
import { saveSearch } from '~/domain/saved/saved-searches.commands.server'
import { listSavedSearches } from '~/domain/saved/saved-searches.queries.server'
import { subscribedSearches } from '~/domain/saved/subscriptions.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Badge } from '~/ui/badge'
import { Button, ButtonLink } from '~/ui/button'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { QueryText } from './query-text'
import { SaveForm } from './save-form'

export const handle = { i18n: ['saved', 'result', 'library', 'relations', 'ui', 'errors'] }

export const loader = staffLoader('viewer', async ({ db, person, url, locale }) => {
  const subscribed = await subscribedSearches(db, person)
  const searches = await listSavedSearches(db, person)
  return {
    title: fixedT(locale, 'saved')('list.title'),
    searches: searches.map((search) => ({
      ...search,
      isOwn: search.ownerId === person.id,
      isSubscribed: subscribed.has(search.id),
    })),
    look: await libraryLookOf(db, person),
    mayShare: maySaveForAll(person),
    deleted: url.searchParams.get('deleted'),
  }
})

/** Where the form is sent that saves a search. */
export const action = staffAction('viewer', NewSavedSearch, async ({ db, person, input }) => {
  const code = await saveSearch(db, person, input)
  return redirect(urls.saved.open(code))
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function SavedSearchesPage() {
  const { searches, look, mayShare, deleted } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('saved')
  const tried = answer?.result
  return (
    <>
      <PageHead title={t('list.title')} intro={t('list.intro')} />
      {deleted && (
        <Notice
          tone="ok"
          live="polite"
          actions={
            <Form method="post" action={urls.saved.settings(deleted)}>
              <input type="hidden" name="intent" value="restore" />
              <Button type="submit" size="s" icon="undo">
                {t('delete.undo')}
              </Button>
            </Form>
          }
        >
          {t('delete.done')}
        </Notice>
      )}
      {tried?.status === 'error' && (
        <section className="panel stack narrow">
          <h2>{t('bar.save')}</h2>
          <SaveForm
            query={SavedQuery.safeParse(onlyQuery(tried.initialValue)).data ?? {}}
            look={look}
            mayShare={mayShare}
            name={textOf(tried.initialValue?.name)}
            errors={tried.error ?? undefined}
          />
        </section>
      )}
      {searches.length === 0 && !tried && (
        <EmptyState
          icon="star"
          title={t('list.empty')}
          actions={<ButtonLink to={urls.library.grid()}>{t('list.to_library')}</ButtonLink>}
        >
          {t('list.empty_text')}
        </EmptyState>
      )}
      <ul className="saved-rows">
        {searches.map(({ code, name, query, isShared, isOwn, ownerName, isSubscribed }) => (
          <li key={code} className="saved-row">
            <div className="saved-row-text">
              <p>
                <Link className="link" to={urls.saved.open(code)} dir="auto">
                  {name}
                </Link>{' '}
                {isShared && <Badge>{isOwn ? t('list.shared') : t('list.by', { name: ownerName })}</Badge>}{' '}
                {isSubscribed && <Badge tone="accent">{t('list.subscribed')}</Badge>}
              </p>
              <QueryText query={query} />
            </div>
            <ButtonLink size="s" variant="plain" icon="settings" to={urls.saved.settings(code)}>
              {t('list.settings')}
              <span className="sr-only">: {name}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </>
  )
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The fields of a sent form that say what the search asks. */
const onlyQuery = (sent: Record<string, unknown> | null | undefined) =>
  Object.fromEntries(Object.keys(SavedQuery.shape).flatMap((name) => (sent?.[name] ? [[name, sent[name]]] : [])))
