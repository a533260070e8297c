import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { renderSVG } from 'uqr'
import type { z } from 'zod'
import { MOST_AT_ONCE } from '~/domain/assets/asset-ids'
import { assetsOfCollection } from '~/domain/collections/collection-assets.queries.server'
import { findCollection } from '~/domain/collections/collections.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { findSelection } from '~/domain/search/selection.queries.server'
import { defaultEndOf, NewShare } from '~/domain/shares/share'
import { createShare } from '~/domain/shares/shares.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { isId } from '~/platform/ids.server'
import { pickText } from '~/platform/language'
import { summaryErrors } from '~/routes/library/summary-errors'
import { useResult } from '~/routes/library/use-result'
import { Button } from '~/ui/button'
import { ErrorSummary } from '~/ui/error-summary'
import { PageHead } from '~/ui/page-head'
import { PasswordField } from '~/ui/password-field'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { ShareFields } from './share-fields'
import { ShareMade } from './share-made'
import { originalOnlyTitles, portalChoices } from './share-terms.server'
import { SharedAssets } from './shared-assets'

export const handle = { i18n: ['shares', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, url, locale, now, services }) => {
  const { zone } = services.env
  const collection = await findCollection(db, url.searchParams.get('collection') ?? '')
  const listed = url.searchParams.getAll('assets').flatMap((list) => list.split(','))
  const asked = [...listed.filter(isId), ...(await findSelection(db, person, url.searchParams.get('selection')))].slice(
    0,
    MOST_AT_ONCE,
  )
  const ids = collection ? await assetsOfCollection(db, collection.id, viewer, now) : asked
  const assets = await staffAssets({ db, viewer, now }, ids, locale)
  const name = collection && (pickText(collection.title, locale, collection.sourceLocale)?.value ?? collection.slug)
  const portals = await portalChoices(db, locale, now)
  return {
    title: fixedT(locale, 'shares')('new.title'),
    assets,
    collection: collection && { id: collection.id, name },
    portals,
    originalOnly: await originalOnlyTitles(db, viewer, assets),
    defaults: {
      title: name ?? (assets.length === 1 ? assets[0]?.title : undefined) ?? '',
      zone,
      expiresAt: defaultEndOf(now, zone),
      allows: 'web',
      embeds: 'credit',
      zipAllowed: 'on',
      portalId: portals[0]?.id ?? '',
      collectionId: collection?.id,
      assets: collection ? [] : assets.map((asset) => asset.id),
    },
  }
})

export const action = staffAction('editor', NewShare, async ({ db, person, input, locale, now, services }) => {
  const { id, token } = await createShare(db, person, input, { locale, now, secret: services.env.sessionSecret })
  const address = new URL(urls.share.landing(token), services.env.baseUrl).href
  // Returned instead of a redirect, so that the link's secret never occurs in a URL of a staff page.
  return { made: { id, address, qr: renderSVG(address, { border: 2 }) } }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

interface Answer {
  result?: SubmissionResult<string[]>
  made?: { id: string; address: string; qr: string }
}

export default function NewSharePage() {
  const { assets, collection, portals, originalOnly, defaults } = useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation('shares')
  const busy = useNavigation().state !== 'idle'
  const [form, fields] = useForm<z.input<typeof NewShare>>({
    lastResult: useResult(answer),
    defaultValue: defaults as never,
  })
  const { ref } = useUnsavedChanges(undefined)
  if (answer?.made) return <ShareMade {...answer.made} />
  return (
    <>
      <PageHead
        title={collection ? t('new.collection', { name: collection.name }) : t('new.files', { count: assets.length })}
        intro={t('new.intro')}
      />
      <div className="with-aside">
        <Form method="post" ref={ref} {...getFormProps(form)} className="stack panel share-form">
          <ErrorSummary errors={summaryErrors(form.id, form.allErrors)} />
          <ShareFields fields={fields} portals={portals} originalOnly={originalOnly} />
          <PasswordField
            field={fields.password}
            label={t('field.password')}
            help={t('field.password_help')}
            autoComplete="new-password"
          />
          {collection && <input type="hidden" name="collectionId" value={collection.id} />}
          {!collection && assets.map((asset) => <input key={asset.id} type="hidden" name="assets" value={asset.id} />)}
          <Button type="submit" variant="primary" size="l" busy={busy}>
            {t('new.create')}
          </Button>
        </Form>
        <SharedAssets assets={assets} errors={fields.assets.errors} />
      </div>
    </>
  )
}
