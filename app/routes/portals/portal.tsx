import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { listCollections } from '~/domain/collections/collection-assets.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { PortalSettings } from '~/domain/portals/portal'
import { changePortal, closePortal, publishPortal } from '~/domain/portals/portals.commands.server'
import { collectionsOf, countOriginalOnly, findPortal } from '~/domain/portals/portals.queries.server'
import { facetChoices } from '~/domain/search/public-facets.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { pickText } from '~/platform/language'
import { useResult } from '~/routes/library/use-result'
import { Badge } from '~/ui/badge'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { urls } from '~/urls'
import { DeletePortal } from './delete-portal'
import { PortalActs, type PortalAnswer } from './portal-acts'
import { COLLECTIONS_FIELD, PortalForm } from './portal-form'

export const handle = { i18n: ['portals', 'library', 'search', 'bin', 'ui', 'errors'] }

export const loader = staffLoader('manager', async ({ db, viewer, person, params, locale, now }) => {
  const portal = await findPortal(db, params.portal ?? '')
  if (!portal) throw new DomainError('portal.unknown')
  const chosen = (await collectionsOf(db, portal.id, viewer, now)).map((collection) => collection.id)
  const collections = await listCollections(db, viewer, now)
  const pictures = [portal.logoAssetId, portal.logoDarkAssetId, portal.heroAssetId].filter((id) => id !== null)
  return {
    portal,
    name: pickText(portal.name, locale, portal.sourceLocale)?.value ?? portal.slug,
    chosen,
    collections: collections.map(({ id, slug, title, sourceLocale, assetCount }) => ({
      id,
      title: pickText(title, locale, sourceLocale)?.value ?? slug,
      count: assetCount,
    })),
    facets: await facetChoices(db, locale),
    pictures: await staffAssets({ db, viewer, now }, pictures, locale),
    originalOnlyCount: await countOriginalOnly(db, portal, { personId: person.id, role: person.role }, now),
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
  const { portal, name, chosen, facets, collections, pictures, originalOnlyCount } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation('portals')
  const [act, setAct] = useState<PortalAnswer>()
  const [unsaved, setUnsaved] = useState(false)
  const published = !!portal.publishedAt
  const saved = answer?.done === 'settings' ? answer : undefined
  // An action's error is outdated once the settings are edited.
  useEffect(() => {
    if (unsaved) setAct(undefined)
  }, [unsaved])
  const problems = Object.values(act?.result?.error ?? {}).flatMap((messages) => messages ?? [])
  return (
    <>
      <PageHead
        above={published ? <Badge tone="ok">{t('state.published')}</Badge> : <Badge>{t('state.draft')}</Badge>}
        title={name}
        intro={<bdi dir="ltr">{urls.portal.home(portal.slug)}</bdi>}
        actions={
          <PortalActs portal={{ id: portal.id, slug: portal.slug, published }} unsaved={unsaved} onAnswer={setAct} />
        }
      />
      {problems.length > 0 && (
        <Notice
          tone="bad"
          live="assertive"
          actions={
            act?.result?.error?.collections && (
              <ButtonLink size="s" href={`#${COLLECTIONS_FIELD}`}>
                {t('content.go')}
              </ButtonLink>
            )
          }
        >
          {problems.join(' ')}
        </Notice>
      )}
      <PortalForm
        key={portal.id}
        portal={portal}
        chosen={chosen}
        facets={facets}
        collections={collections}
        pictures={pictures}
        originalOnlyCount={originalOnlyCount}
        result={useResult(answer)}
        saved={saved}
        onChanged={setUnsaved}
      />
      <p className="page-end">
        <DeletePortal id={portal.id} name={name} />
      </p>
    </>
  )
}
