import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { mayManageNamedPersons } from '~/domain/identity/permissions'
import { CAPACITIES } from '~/domain/named-persons/named-person'
import {
  hasNamedPersons,
  type ListedNamedPerson,
  listNamedPersons,
} from '~/domain/named-persons/named-persons.queries.server'
import { staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { Button, ButtonLink } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { FilterSelect } from '~/ui/filter-select'
import { PageHead } from '~/ui/page-head'
import { SearchField } from '~/ui/search-field'
import { urls } from '~/urls'
import { personIdOf } from './person-id'
import { UsedCount } from './used-count'

export const handle = { i18n: ['named-persons', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, now, url, locale }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 200)
  const capacity = CAPACITIES.find((each) => each === url.searchParams.get('capacity'))
  const isArchived = url.searchParams.get('archived') === 'on'
  const after = personIdOf(url.searchParams.get('after')) || undefined
  const { persons, next } = await listNamedPersons({ db, viewer, now }, { q, capacity, isArchived, after })
  return {
    persons,
    filter: { q: q || undefined, capacity, archived: isArchived ? 'on' : undefined },
    next,
    isFirst: after === undefined,
    isEmpty: persons.length === 0 && !(await hasNamedPersons(db)),
    mayManage: mayManageNamedPersons(person),
    locale,
    title: fixedT(locale, 'named-persons')('title'),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

/** The register of persons whom metadata names, by name. */
export default function NamedPersonsPage() {
  const { persons, filter, next, isFirst, isEmpty, mayManage, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation('named-persons')
  const add = (
    <ButtonLink to={urls.namedPersons.new({ name: filter.q })} variant="primary" icon="plus">
      {t('add')}
    </ButtonLink>
  )
  return (
    <>
      <PageHead title={t('title')} intro={t('intro')} actions={mayManage && !isEmpty && add} />
      {isEmpty ? (
        <EmptyState title={t('none')} actions={mayManage && add}>
          {t('none_help')}
        </EmptyState>
      ) : (
        <div className="stack">
          <Form method="get" className="filter-bar" role="search">
            <SearchField defaultValue={filter.q} label={t('search')} maxLength={200} />
            <FilterSelect
              name="capacity"
              label={t('capacity')}
              any={t('any_capacity')}
              values={CAPACITIES}
              nameOf={(value) => t(`capacities.${value}`)}
              value={filter.capacity}
            />
            <Checkbox name="archived" label={t('archived_ones')} defaultChecked={filter.archived === 'on'} />
            <Button type="submit">{t('find')}</Button>
          </Form>
          {persons.length === 0 ? (
            <EmptyState title={t('nobody')} actions={mayManage && add}>
              {t('nobody_help')}
            </EmptyState>
          ) : (
            <DataTable<ListedNamedPerson>
              caption={t('title')}
              rows={persons}
              rowKey={({ id }) => String(id)}
              stacks
              columns={[
                {
                  key: 'name',
                  header: t('form.name'),
                  names: true,
                  cell: ({ id, name }) => (
                    <Link className="link" to={urls.namedPersons.edit(id)}>
                      <bdi>{name}</bdi>
                    </Link>
                  ),
                },
                {
                  key: 'others',
                  header: t('form.otherNames'),
                  quiet: true,
                  cell: ({ otherNames }) => <bdi>{otherNames.join(', ')}</bdi>,
                },
                {
                  key: 'capacities',
                  header: t('capacity'),
                  cell: ({ capacities }) => capacities.map((each) => t(`capacities.${each}`)).join(', '),
                },
                {
                  key: 'used',
                  header: t('files'),
                  numeric: true,
                  cell: ({ used }) => <UsedCount used={used} locale={locale} />,
                },
              ]}
            />
          )}
          {(next || !isFirst) && (
            <p className="button-row">
              {!isFirst && <ButtonLink to={urls.namedPersons.list(filter)}>{t('first_page')}</ButtonLink>}
              {next && (
                <ButtonLink to={urls.namedPersons.list({ ...filter, after: next })} rel="next" iconEnd="chevron-end">
                  {t('next_page')}
                </ButtonLink>
              )}
            </p>
          )}
        </div>
      )}
    </>
  )
}
