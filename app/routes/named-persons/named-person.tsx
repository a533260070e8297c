import type { SubmissionResult } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { mayManageNamedPersons } from '~/domain/identity/permissions'
import { findNamedPersons } from '~/domain/metadata/named-person-names.queries.server'
import { mergeNamedPersons } from '~/domain/named-persons/merge-named-persons.commands.server'
import { NamedPersonInput } from '~/domain/named-persons/named-person'
import {
  archiveNamedPerson,
  changeNamedPerson,
  deleteNamedPerson,
} from '~/domain/named-persons/named-persons.commands.server'
import { assetsNaming, findNamedPerson, namesakesOf } from '~/domain/named-persons/named-persons.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { urls } from '~/urls'
import { MergePerson } from './merge-person'
import { NamedPersonActs } from './named-person-acts'
import { NamedPersonFacts } from './named-person-facts'
import { NamedPersonForm } from './named-person-form'
import { PersonAssets } from './person-assets'
import { personIdOf } from './person-id'

export const handle = { i18n: ['named-persons', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, now, params, locale }) => {
  const found = await findNamedPerson(db, personIdOf(params.person))
  if (!found) throw new DomainError('named_person.unknown')
  if (found.mergedInto !== null) throw redirect(urls.namedPersons.edit(found.mergedInto))
  return {
    person: found,
    ...(await assetsNaming({ db, viewer, now }, found.id, locale)),
    namesakes: await namesakesOf(db, found.id),
    mayManage: mayManageNamedPersons(person),
    locale,
  }
})

const Change = z.discriminatedUnion('intent', [
  NamedPersonInput.extend({ intent: z.literal('save') }),
  z.strictObject({ intent: z.literal('merge'), into: z.string().trim().min(1, 'form.required').max(300) }),
  z.strictObject({ intent: z.literal('archive') }),
  z.strictObject({ intent: z.literal('restore') }),
  z.strictObject({ intent: z.literal('delete') }),
])

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => {
  const id = personIdOf(params.person)
  switch (input.intent) {
    case 'merge': {
      const { content, issue } = (await findNamedPersons(db, [input.into])).get(input.into) ?? {}
      const intoId = content?.namedPersonId
      if (intoId === undefined)
        throw new DomainError(issue ?? 'metadata.no_such_person', { field: 'into', name: input.into })
      await mergeNamedPersons(db, person, { id, intoId })
      return redirect(urls.namedPersons.edit(intoId))
    }
    case 'delete':
      await deleteNamedPerson(db, person, id)
      return redirect(urls.namedPersons.list())
    case 'save': {
      const { intent, ...values } = input
      await changeNamedPerson(db, person, id, values)
      return { done: intent }
    }
    default:
      await archiveNamedPerson(db, person, id, input.intent === 'archive')
      return { done: input.intent }
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.person.name ?? 'Vitrine' }]

export default function NamedPersonPage() {
  const { person, assets, used, namesakes, mayManage, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<{ done?: string; result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('named-persons')
  const { id, name, archivedAt } = person
  return (
    <>
      <PageHead
        above={<Breadcrumbs crumbs={[{ label: t('title'), to: urls.namedPersons.list() }, { label: name }]} />}
        title={<bdi>{name}</bdi>}
        intro={person.capacities.map((each) => t(`capacities.${each}`)).join(', ')}
      />
      <div className="stack">
        <RefusedNotice messages={refusalsOf(answer?.result)} />
        {archivedAt && <Notice title={t('archived_title')}>{t('archived_text')}</Notice>}
        <div className="with-aside">
          <div className="stack">
            {mayManage ? (
              <NamedPersonForm
                key={id}
                person={person}
                result={answer?.result}
                saved={answer?.done === 'save' ? answer : undefined}
              />
            ) : (
              <NamedPersonFacts person={person} />
            )}
            <PersonAssets {...{ name, assets, used, locale }} />
          </div>
          {mayManage && (
            <aside className="stack">
              <MergePerson key={id} person={person} namesakes={namesakes} result={answer?.result} />
              <NamedPersonActs name={name} isArchived={archivedAt !== null} isUsed={used > 0} />
            </aside>
          )}
        </div>
      </div>
    </>
  )
}
