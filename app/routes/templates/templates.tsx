import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type ListedTemplate, listTemplates, MOST_COUNTED } from '~/domain/templates/templates.queries.server'
import { staffLoader } from '~/http/route.server'
import { formatNumber } from '~/i18n/format'
import { fixedT } from '~/i18n/server'
import { Breadcrumbs } from '~/ui/breadcrumbs'
import { ButtonLink } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'

export const handle = { i18n: ['templates', 'metadata', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, locale }) => ({
  templates: await listTemplates(db),
  mostCounted: MOST_COUNTED,
  locale,
  title: fixedT(locale, 'templates')('title'),
}))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

type Listed = Omit<ListedTemplate, 'retiredAt'>

export default function TemplatesPage() {
  const { templates, mostCounted, locale } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['templates', 'metadata', 'library'])
  const used = templates.filter(({ retiredAt }) => !retiredAt)
  const retired = templates.filter(({ retiredAt }) => retiredAt)
  const create = (
    <ButtonLink to={urls.admin.newTemplate()} variant="primary" icon="plus">
      {t('new')}
    </ButtonLink>
  )
  const times = (count: number) =>
    count >= mostCounted ? t('many', { shown: formatNumber(count, locale) }) : formatNumber(count, locale)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs crumbs={[{ label: t('metadata:title'), to: urls.admin.metadata() }, { label: t('title') }]} />
        }
        title={t('title')}
        intro={t('intro')}
        actions={used.length > 0 && create}
      />
      <div className="stack">
        {used.length === 0 && (
          <EmptyState icon="edit" title={t('none')} actions={create}>
            {t('none_text')}
          </EmptyState>
        )}
        {used.length > 0 && (
          <DataTable<Listed>
            caption={t('title')}
            rows={used}
            rowKey={({ id }) => id}
            stacks
            columns={[
              {
                ...{ key: 'name', header: t('form.name'), names: true },
                cell: ({ id, name }) => (
                  <Link className="link" to={urls.admin.template(id)} dir="auto">
                    {name}
                  </Link>
                ),
              },
              { ...{ key: 'where', header: t('column.where') }, cell: (template) => whereText(t, template) },
              { ...{ key: 'sets', header: t('column.sets'), numeric: true }, cell: ({ sets }) => sets },
              { ...{ key: 'requires', header: t('column.requires'), numeric: true }, cell: ({ requires }) => requires },
              { ...{ key: 'used', header: t('column.used'), numeric: true }, cell: (each) => times(each.used) },
            ]}
          />
        )}
        {retired.length > 0 && (
          <section className="stack-s" aria-labelledby="retired">
            <h2 id="retired">{t('retired')}</h2>
            <ul className="plain-list">
              {retired.map(({ id, name }) => (
                <li key={id}>
                  <Link className="link" to={urls.admin.template(id)} dir="auto">
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  )
}

/** `In 2 folders · Photo, Video`. */
function whereText(t: TFunction<['templates', 'metadata', 'library']>, { applies, folders, kinds }: Listed): string {
  const where = applies === 'folders' ? t('in_folders', { count: folders }) : t(`applies.${applies}`)
  return [where, kinds?.map((kind) => t(`library:kind.${kind}`)).join(', ')].filter(Boolean).join(' · ')
}
