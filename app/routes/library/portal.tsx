import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { listCollections } from '~/domain/collections/collection-assets.server'
import { changePortal, closePortal, publishPortal } from '~/domain/portals/edit-portal.server'
import { PortalSettings } from '~/domain/portals/portal'
import { collectionsOf, findPortal } from '~/domain/portals/portals.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { Badge } from '~/ui/badge'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { pictureChoices } from './portal-choices.server'
import { PortalForm } from './portal-form'

export const handle = { i18n: ['portals', 'library', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, viewer, params, locale, now }) => {
  const portal = await findPortal(db, params.portal ?? '')
  if (!portal) throw new DomainError('portal.unknown')
  const chosen = (await collectionsOf(db, portal.id, viewer, now)).map((collection) => collection.id)
  const collections = await listCollections(db, viewer, now)
  return {
    portal,
    name: pickText(portal.name, locale, portal.sourceLocale)?.value ?? portal.slug,
    chosen,
    collections: collections.map(({ id, slug, title, sourceLocale, assetCount }) => ({
      id,
      title: pickText(title, locale, sourceLocale)?.value ?? slug,
      count: assetCount,
    })),
    pictures: await pictureChoices(db, locale),
  }
})

const Change = z.discriminatedUnion('intent', [
  PortalSettings.extend({ intent: z.literal('settings') }),
  z.strictObject({ intent: z.literal('publish') }),
  z.strictObject({ intent: z.literal('close') }),
])

export const action = staffAction('manager', Change, async ({ db, person, params, input }) => {
  const id = params.portal ?? ''
  if (input.intent === 'publish') await publishPortal(db, person, id)
  else if (input.intent === 'close') await closePortal(db, person, id)
  else {
    const { intent, ...settings } = input
    await changePortal(db, person, id, settings)
  }
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.name ?? 'Vitrine' }]

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
}

export default function PortalPage() {
  const { portal, name, chosen, collections, pictures } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation('portals')
  const published = !!portal.publishedAt
  return (
    <>
      <PageHead
        above={published ? <Badge tone="ok">{t('state.published')}</Badge> : <Badge>{t('state.draft')}</Badge>}
        title={name}
        intro={<bdi dir="ltr">{urls.portal.home(portal.slug)}</bdi>}
        actions={
          <>
            {published && (
              <ButtonLink href={urls.portal.home(portal.slug)} icon="external">
                {t('edit.visit')}
              </ButtonLink>
            )}
            <Form method="post">
              <input type="hidden" name="intent" value={published ? 'close' : 'publish'} />
              <Button type="submit" variant={published ? 'danger-quiet' : 'primary'}>
                {published ? t('edit.close') : t('edit.publish')}
              </Button>
            </Form>
          </>
        }
      />
      {answer?.done && (
        <Notice tone="ok" live="polite">
          {t(`edit.done_${answer.done}`)}
        </Notice>
      )}
      <PortalForm
        portal={portal}
        chosen={chosen}
        collections={collections}
        pictures={pictures}
        result={answer?.result}
      />
    </>
  )
}
