import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { pinsOfCollection, pinsOfShare } from '~/domain/assets/pins.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { mayManageShare } from '~/domain/identity/permissions'
import { ChangedShare, shareState } from '~/domain/shares/share'
import { viewerOfShare } from '~/domain/shares/share-visit.server'
import { changeShare, extendShare, revokeShare } from '~/domain/shares/shares.commands.server'
import { assetIdsOfShare, downloadsOf, findShare } from '~/domain/shares/shares.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { localOf } from '~/platform/zoned-time'
import { DeleteThings } from '~/routes/bin/delete-things'
import { summaryErrors } from '~/routes/library/summary-errors'
import { useResult } from '~/routes/library/use-result'
import { Button } from '~/ui/button'
import { Checkbox } from '~/ui/checkbox'
import { ErrorSummary } from '~/ui/error-summary'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { PasswordField } from '~/ui/password-field'
import { SaveBar } from '~/ui/save-bar'
import { useUnsavedChanges } from '~/ui/unsaved-changes'
import { urls } from '~/urls'
import { CopyAddress } from './copy-address'
import { RevokeShare } from './revoke-share'
import { ShareBadge } from './share-badge'
import { ShareFields } from './share-fields'
import { originalOnlyTitles, portalChoices } from './share-terms.server'
import { SharedAssets } from './shared-assets'
import { SharedVersions } from './shared-versions'

export const handle = { i18n: ['shares', 'pins', 'bin', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, person, viewer, params, locale, now }) => {
  const share = await findShare(db, params.share ?? '')
  if (!share || !mayManageShare(person, share)) throw new DomainError('share.unknown')
  const assets = await staffAssets({ db, viewer, now }, await assetIdsOfShare(db, share), locale)
  const local = (at: Date | null) => (at ? localOf(at, share.zone) : undefined)
  return {
    share,
    state: shareState(share, now),
    assets,
    locale,
    portals: await portalChoices(db, locale, now, share.portalId),
    originalOnly: await originalOnlyTitles(db, viewerOfShare({ ...share, creatorMayShare: true }, true), assets),
    pins: Object.fromEntries(
      await (share.collectionId ? pinsOfCollection(db, share.collectionId) : pinsOfShare(db, share.id)),
    ),
    downloads: await downloadsOf(db, share.id),
    defaults: {
      title: share.title,
      message: share.message ?? undefined,
      portalId: share.portalId ?? '',
      zone: share.zone,
      opensAt: local(share.opensAt),
      expiresAt: local(share.expiresAt),
      neverReason: share.neverReason ?? undefined,
      allows: share.allows,
      includesOriginalOnly: share.includesOriginalOnly ? 'on' : undefined,
      keepsMetadata: share.keepsMetadata ? 'on' : undefined,
      embeds: share.embeds,
      embedLanguage: share.embedLanguage ?? '',
      zipAllowed: share.zipAllowed ? 'on' : undefined,
    },
  }
})

const Change = z.discriminatedUnion('intent', [
  ChangedShare.extend({ intent: z.literal('change') }),
  z.strictObject({ intent: z.literal('extend'), days: z.coerce.number().int().min(1).max(365) }),
  z.strictObject({ intent: z.literal('revoke') }),
])

export const action = staffAction('editor', Change, async ({ db, person, params, input, now }) => {
  const id = params.share ?? ''
  if (input.intent === 'revoke') await revokeShare(db, person, id)
  else if (input.intent === 'extend') await extendShare({ db, by: person, now }, id, input.days)
  else {
    const { intent, ...terms } = input
    await changeShare({ db, by: person, now }, id, terms)
  }
  return { done: input.intent }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.share.title ?? 'Vitrine' }]

interface Answer {
  result?: SubmissionResult<string[]>
  done?: string
}

export default function SharePage() {
  const { share, state, assets, pins, locale, portals, originalOnly, downloads, defaults } =
    useLoaderData<typeof loader>()
  const answer = useActionData<Answer>()
  const { t } = useTranslation('shares')
  const busy = useNavigation().formData?.get('intent') === 'change'
  const saved = answer?.done === 'change' ? answer : undefined
  const [form, fields] = useForm<z.input<typeof ChangedShare>>({
    lastResult: useResult(answer),
    defaultValue: defaults as never,
  })
  const errors = summaryErrors(form.id, form.allErrors)
  const { ref, changed } = useUnsavedChanges(saved)
  const until = share.expiresAt ? formatDateTime(share.expiresAt, share.zone, locale) : t('no_end')
  return (
    <>
      <PageHead
        above={<ShareBadge state={state} />}
        title={share.title}
        intro={t('manage.intro', { until, name: share.creatorName })}
        actions={
          state !== 'revoked' && (
            <>
              <CopyAddress id={share.id} keepsAddress={share.keepsAddress} />
              <Form method="post">
                <input type="hidden" name="intent" value="extend" />
                <input type="hidden" name="days" value="30" />
                <Button type="submit" icon="calendar">
                  {t('manage.extend')}
                </Button>
              </Form>
              <RevokeShare share={{ ...share, ...downloads, assetCount: assets.length }} locale={locale} />
            </>
          )
        }
      />
      {answer?.done && !saved && (
        <Notice tone="ok" live="polite">
          {t(`manage.done_${answer.done}`, { until })}
        </Notice>
      )}
      <div className="with-aside">
        {state === 'revoked' ? (
          <Notice tone="bad">{t('manage.is_revoked')}</Notice>
        ) : (
          <Form
            method="post"
            ref={ref}
            {...getFormProps(form)}
            className="stack panel share-form"
            key={share.passwordVersion}
          >
            <ErrorSummary errors={errors} />
            <input type="hidden" name="intent" value="change" />
            <ShareFields fields={fields} portals={portals} originalOnly={originalOnly} />
            <PasswordField
              field={fields.password}
              label={share.hasPassword ? t('field.password_new') : t('field.password')}
              help={share.hasPassword ? t('field.password_new_help') : t('field.password_help')}
              autoComplete="new-password"
            />
            {share.hasPassword && (
              <Checkbox field={fields.removePassword} value="on" label={t('field.password_remove')} />
            )}
            <SaveBar
              label={t('manage.save')}
              busy={busy}
              changed={changed}
              saved={saved}
              savedText={t('manage.done_change', { until })}
              errors={errors}
            />
          </Form>
        )}
        <SharedAssets assets={assets}>
          <SharedVersions share={share} assets={assets} pins={pins} locale={locale} />
        </SharedAssets>
      </div>
      <p className="page-end">
        <DeleteThings kind="share" ids={[share.id]} name={share.title} to={urls.shares.list()} />
      </p>
    </>
  )
}
