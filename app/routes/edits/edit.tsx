import type { SubmissionResult } from '@conform-to/react'
import type { MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { versionsOf } from '~/domain/assets/versions.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { EditChange, fieldsOfRecipe, isEditable, PreviewFields, recipeOfFields } from '~/domain/edits/edit'
import { editPicture } from '~/domain/edits/edits.commands.server'
import { attentionOf, editOf, isUnreviewed } from '~/domain/edits/edits.queries.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { formatDateTime } from '~/i18n/format'
import { DomainError } from '~/platform/errors'
import { frameSize } from '~/platform/images/edit-geometry'
import { inFrame } from '~/platform/images/edit-recipe'
import { AssetCrumbs } from '~/routes/library/asset-crumbs'
import { Button, ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsOf } from '~/ui/refusals'
import { urls } from '~/urls'
import { useDefaultTimeZone } from '../library/default-time-zone'
import { FIELD_NAMES } from './edit-fields'
import { EditForm } from './edit-form'

export const handle = { i18n: ['edits', 'library', 'ui', 'errors'] }

const ANIMATED: ReadonlySet<string> = new Set(['gif', 'webp'])

export const loader = staffLoader('editor', async ({ db, viewer, params, url, locale, now }) => {
  const id = params.asset ?? ''
  const [asset] = await staffAssets({ db, viewer, now }, [id], locale)
  const version = asset && (await versionsOf(db, id)).find((each) => each.id === asset.versionId)
  if (!asset || !version) throw new DomainError('asset.unknown')
  if (!isEditable(version)) throw new DomainError('edit.no_picture')
  const { recipe, ...edit } = await editOf(db, version.id)
  const attention = await attentionOf(db, version.id)
  const unsaved = unsavedRecipe(url)
  const shown = unsaved?.recipe ?? recipe
  const frame = frameSize(shown, { width: version.width ?? 3, height: version.height ?? 2 })
  return {
    asset: { id, title: asset.title },
    version: { id: version.id, shape: frame.width / frame.height },
    becomesDraft: !(await isUnreviewed(db, version.id)),
    isAnimation: ANIMATED.has(version.extension) && (version.pageCount ?? 1) > 1,
    edit,
    fields: fieldsOfRecipe(shown),
    isInvalid: unsaved !== undefined && !unsaved.recipe,
    attention: attention && inFrame(attention, recipe.crop),
    locale,
  }
})

/** The recipe that a form without scripts asks to see; undefined when it asks for nothing, without a recipe when its fields are out of bounds. */
function unsavedRecipe({ searchParams }: URL) {
  if (!FIELD_NAMES.some((name) => searchParams.has(name))) return undefined
  const given = FIELD_NAMES.map((name) => [name, searchParams.get(name) ?? undefined])
  const parsed = PreviewFields.safeParse(Object.fromEntries(given))
  return { recipe: parsed.success ? recipeOfFields(parsed.data) : undefined }
}

export const action = staffAction('editor', EditChange, async ({ db, person, params, input }) => {
  const { versionId, revision, intent } = input
  const act = intent === 'save' ? { intent, recipe: recipeOfFields(input) } : { intent }
  const { isNewVersion } = await editPicture(db, person, { assetId: params.asset ?? '', versionId, revision }, act)
  return { done: intent, isNewVersion }
})

export interface EditAnswer {
  result?: SubmissionResult<string[]>
  done?: 'save' | 'undo' | 'reset'
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.asset.title ?? 'Vitrine' }]

export type EditPageData = ReturnType<typeof useLoaderData<typeof loader>>

export default function EditPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<EditAnswer>()
  const { asset, version, edit, locale } = page
  const { t } = useTranslation(['edits', 'library', 'errors'])
  const zone = useDefaultTimeZone()
  const refused = refusalsOf({ error: { form: answer?.result?.error?.[''] ?? null } })
  // What was saved is in the fields already; after undo and reset they hold another recipe.
  const shown = useRef('')
  const present = `${version.id} ${edit.revision}`
  if (!shown.current || answer?.done === 'undo' || answer?.done === 'reset') shown.current = present
  return (
    <>
      <PageHead
        above={<AssetCrumbs asset={asset} here={t('title')} />}
        title={t('title')}
        intro={<bdi>{asset.title}</bdi>}
        actions={<ButtonLink to={urls.library.asset(asset.id)}>{t('cancel')}</ButtonLink>}
      />
      <div className="stack">
        {refused.length > 0 && (
          <Notice
            tone="bad"
            live="assertive"
            actions={<ButtonLink href={urls.library.edit(asset.id)}>{t('reload')}</ButtonLink>}
          >
            {refused.join(' ')}
          </Notice>
        )}
        {page.isInvalid && <Notice tone="warn">{t('result.invalid')}</Notice>}
        {page.becomesDraft && <Notice>{t('becomes_draft')}</Notice>}
        {page.isAnimation && <Notice tone="warn">{t('animation')}</Notice>}
        <p className="muted">
          {t('intro')} {t('original')}
        </p>
        <EditForm key={`${asset.id} ${shown.current}`} page={page} answer={answer} />
        {edit.createdAt && (
          <Form method="post" className="stack edit-before">
            <input type="hidden" name="versionId" value={version.id} />
            <input type="hidden" name="revision" value={edit.revision} />
            <p className="muted">
              {t('last', {
                name: edit.createdByName ?? t('somebody'),
                date: formatDateTime(edit.createdAt, zone, locale),
              })}
            </p>
            <p className="button-row">
              <Button type="submit" name="intent" value="undo">
                {t('undo')}
              </Button>
              <Button type="submit" name="intent" value="reset">
                {t('reset')}
              </Button>
            </p>
          </Form>
        )}
      </div>
    </>
  )
}
