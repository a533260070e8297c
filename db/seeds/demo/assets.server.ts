import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { ingest } from '~/domain/assets/ingest.commands.server'
import { setCaptions } from '~/domain/captions/captions.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { renderVersion } from '~/domain/renditions/render-version.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import type { Db } from '~/platform/db.server'
import { dbNow } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import { fingerprint } from '~/platform/files/fingerprint.server'
import type { Storage } from '~/platform/storage'
import { localOf } from '~/platform/zoned-time'
import type { Cast } from '../demo.server'
import { assets, type DemoAsset } from './brand'

const DAY = 86_400_000
const ZONE = 'Europe/Madrid'

/** Ingests, describes, licenses and approves the demo's files; returns asset ids by file. */
export async function seedAssets(db: Db, storage: Storage, env: Env, cast: Cast): Promise<Map<string, string>> {
  const folder = path.resolve('db/seeds/demo')
  const ids = new Map<string, string>()
  const taken: { assetId: string; versionId: string; asset: DemoAsset }[] = []
  // One after the other, best pictures last, because the library shows the newest first.
  for (const asset of [...assets].reverse()) {
    const localPath = path.join(folder, asset.file)
    const digest = await fingerprint(createReadStream(localPath))
    const file = { localPath, fileName: path.basename(asset.file), relativePath: asset.file, digest }
    const ingested = await ingest(db, actorOf(cast.editor), file, {
      store: (key, mediaType) => storage.put(key, createReadStream(localPath), { size: digest.byteSize, mediaType }),
    })
    if (ingested.outcome === 'refused') throw new Error(`demo file ${asset.file} was refused: ${ingested.reason}`)
    ids.set(asset.file, ingested.outcome === 'taken' ? ingested.assetId : ingested.duplicate.assetId)
    if (ingested.outcome !== 'taken') continue
    taken.push({ ...ingested, asset })
    await describeDemoAsset(db, cast, ingested.assetId, asset)
    for (const [locale, vtt] of Object.entries(asset.captions ?? {})) {
      const key = { assetId: ingested.assetId, locale, seen: null }
      await setCaptions(db, cast.editor, key, await readFile(path.join(folder, vtt)))
    }
  }
  const waiting = taken.values()
  const work = async () => {
    for (const { assetId, versionId, asset } of waiting) {
      if (!asset.isPreviewedLater)
        await renderVersion({ db, storage, tempDir: path.join(env.dataDir, 'tmp') }, { versionId })
      await review(db, cast, assetId, versionId, asset)
    }
  }
  await Promise.all(Array.from({ length: 4 }, work))
  return ids
}

async function describeDemoAsset(db: Db, { editor }: Cast, assetId: string, asset: DemoAsset) {
  const { title, description, altText, usageTerms, keywords } = asset
  await describeAsset(db, editor, assetId, { title, description, altText, usageTerms, keywords })
  const now = (await dbNow(db)).getTime()
  const { creator, creditLine, copyrightNotice, licenceName, licenceUrl } = asset
  await setRights(db, editor, assetId, {
    ...{ creator, creditLine, copyrightNotice, licenceName, licenceUrl: licenceUrl ?? undefined },
    embargoUntil: asset.embargo ? localOf(new Date(now + 45 * DAY), ZONE) : undefined,
    expiresAt: asset.expired ? localOf(new Date(now - 10 * DAY), ZONE) : undefined,
    ...{ embargoZone: ZONE, expiresZone: ZONE },
  })
}

/** Submits and approves a version. Without a preview that takes the confirmation that it was inspected by other means. */
async function review(
  db: Db,
  { manager, editor }: Cast,
  assetId: string,
  versionId: string,
  asset: DemoAsset,
): Promise<void> {
  if (asset.state === 'draft') return
  await transition(db, editor, assetId, { versionId, transition: 'submit' })
  if (asset.state !== 'approved') return
  const { approvedNote: note, isPreviewedLater: unseen = false } = asset
  await transition(db, manager, assetId, { versionId, transition: 'approve', note, unseen })
}
