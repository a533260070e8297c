import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { NewPortal } from '~/domain/portals/portal'
import { createPortal } from '~/domain/portals/portals.commands.server'
import { listPortals } from '~/domain/portals/portals.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { pickText } from '~/platform/language'
import { Badge } from '~/ui/badge'
import { Button, ButtonLink } from '~/ui/button'
import { DataTable } from '~/ui/data-table'
import { EmptyState } from '~/ui/empty-state'
import { PageHead } from '~/ui/page-head'
import { TextField } from '~/ui/text-field'
import { urls } from '~/urls'

export const handle = { i18n: ['portals', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, locale }) => {
  const portals = await listPortals(db)
  return {
    title: fixedT(locale, 'portals')('list.title'),
    portals: portals.map(({ id, slug, name, sourceLocale, publishedAt, locales }) => ({
      id,
      slug,
      name: pickText(name, locale, sourceLocale)?.value ?? slug,
      published: !!publishedAt,
      locales,
    })),
  }
})

export const action = staffAction('manager', NewPortal, async ({ db, person, input, locale }) =>
  redirect(urls.portals.edit(await createPortal(db, person, input, locale))),
)

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export default function PortalsPage() {
  const { portals } = useLoaderData<typeof loader>()
  const answer = useActionData<{ result?: SubmissionResult<string[]> }>()
  const { t } = useTranslation('portals')
  const [form, fields] = useForm<z.input<typeof NewPortal>>({ lastResult: answer?.result })
  return (
    <>
      <PageHead title={t('list.title')} intro={t('list.intro')} />
      {portals.length === 0 ? (
        <EmptyState icon="portal" title={t('list.empty')}>
          {t('list.empty_text')}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('list.title')}
          rows={portals}
          rowKey={(portal) => portal.id}
          stacks
          columns={[
            {
              key: 'name',
              header: t('column.name'),
              names: true,
              cell: (portal) => (
                <Link className="link" to={urls.portals.edit(portal.id)}>
                  {portal.name}
                </Link>
              ),
            },
            {
              key: 'address',
              header: t('column.address'),
              cell: (portal) => <bdi dir="ltr">{urls.portal.home(portal.slug)}</bdi>,
            },
            {
              key: 'state',
              header: t('column.state'),
              cell: (portal) =>
                portal.published ? <Badge tone="ok">{t('state.published')}</Badge> : <Badge>{t('state.draft')}</Badge>,
            },
            {
              key: 'languages',
              header: t('column.languages'),
              cell: (portal) => portal.locales.join(', '),
              quiet: true,
            },
            {
              key: 'open',
              header: t('column.open'),
              headerHidden: true,
              cell: (portal) => (
                <ButtonLink size="s" href={urls.portal.home(portal.slug)} icon={portal.published ? 'external' : 'eye'}>
                  {t(portal.published ? 'edit.visit' : 'edit.preview')}
                </ButtonLink>
              ),
            },
          ]}
        />
      )}
      <Form method="post" {...getFormProps(form)} className="add-row">
        <TextField field={fields.name} label={t('list.new_name')} maxLength={120} required />
        <TextField field={fields.slug} label={t('list.new_slug')} prefix="/p/" dir="ltr" maxLength={60} required />
        <Button type="submit" variant={portals.length ? 'quiet' : 'primary'} icon="plus">
          {t('list.create')}
        </Button>
      </Form>
    </>
  )
}
