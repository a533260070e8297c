import type { MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { releaseHold } from '~/domain/assets/holds.commands.server'
import { heldFiles } from '~/domain/assets/holds.queries.server'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { findFolder, listFolders } from '~/domain/folders/folders.queries.server'
import { mayReleaseHeld } from '~/domain/identity/permissions'
import { discardHeld } from '~/domain/review/discard-held.commands.server'
import { staffAction, staffLoader } from '~/http/route.server'
import { fixedT } from '~/i18n/server'
import { EmptyState } from '~/ui/empty-state'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { refusalsIn } from '~/ui/refusals'
import { RefusedNotice } from '~/ui/refused-notice'
import { HeldRow } from './held-row'

export const handle = { i18n: ['holds', 'library', 'ui', 'errors'] }

export const loader = staffLoader('editor', async ({ db, viewer, person, url, locale, now }) => {
  const folder = await findFolder(db, url.searchParams.get('folder'))
  const held = await heldFiles(db, folder?.id)
  const assets = await staffAssets(
    { db, viewer, now },
    held.map(({ assetId }) => assetId),
    locale,
  )
  const paths = new Map((await listFolders(db)).map(({ id, path }) => [id, path]))
  const known = new Map(assets.map((asset) => [asset.id, asset]))
  return {
    rows: held.flatMap((file) => {
      const asset = known.get(file.assetId)
      return asset ? [{ file, asset, folder: paths.get(file.folderId ?? '') }] : []
    }),
    folder,
    mayRelease: mayReleaseHeld(person),
    title: fixedT(locale, 'holds')('title'),
    locale,
  }
})

const Act = z.strictObject({
  intent: z.enum(['let_in', 'discard']),
  asset: z.uuid(),
  version: z.uuid(),
})

export const action = staffAction('manager', Act, async ({ db, services, person, input }) => {
  const { intent, asset, version } = input
  if (intent === 'discard') return discardHeld({ db, storage: services.storage }, person, asset, version)
  await releaseHold(db, person, asset, version)
  return { done: 'let_in' as const }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Vitrine' }]

export type HeldPageRow = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

export default function HeldPage() {
  const { rows, folder, mayRelease, locale } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('holds')
  const refused = refusalsIn(answer)
  const done = answer && 'done' in answer ? answer.done : undefined
  return (
    <>
      <PageHead title={folder ? t('title_in', { folder: folder.path }) : t('title')} intro={t('intro')} />
      <div className="stack">
        <RefusedNotice messages={refused} />
        {done && (
          <Notice tone="ok" live="polite">
            {t(`done.${done}`)}
          </Notice>
        )}
        {!mayRelease && rows.length > 0 && <Notice>{t('manager_decides')}</Notice>}
        {rows.length === 0 ? (
          <EmptyState icon="check-circle" title={t('none')}>
            {t('none_text')}
          </EmptyState>
        ) : (
          <ul className="relation-members">
            {rows.map((row) => (
              <HeldRow key={row.file.versionId} row={row} mayRelease={mayRelease} locale={locale} />
            ))}
          </ul>
        )}
      </div>
    </>
  )
}
