import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { originalKey } from '~/domain/assets/take-in.server'
import { notePicture } from '~/domain/assets/versions.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import type { Kind } from '~/platform/files/kinds'
import { ImageError } from '~/platform/images/image-error'
import { PRESETS } from '~/platform/images/presets'
import { type Rendered, render } from '~/platform/images/renditions.server'
import type { Storage } from '~/platform/storage'
import { temporaryFolder, withLocalCopy } from '~/platform/storage/local-copy.server'

export const MakeRenditions = z.strictObject({ versionId: z.uuid() })

type Preset = keyof typeof PRESETS
const NAMES = Object.keys(PRESETS) as Preset[]

/** Where a rendition lies: the same version and recipe give the same key, so making it twice changes nothing. */
export const renditionKey = (versionId: string, preset: Preset, mediaType: string): string =>
  `renditions/${versionId}/${preset}-${PRESETS[preset].recipeHash}.${mediaType.split('/')[1]!.replace('jpeg', 'jpg')}`

/**
 * Makes the small pictures of a version: bytes first, then one transaction that makes all of them visible.
 * A kind without a decoder gets the reason instead; a file the decoder refuses is marked failed and can be retried.
 */
export async function makeRenditions(
  db: Db,
  storage: Storage,
  tempDir: string,
  { versionId }: z.infer<typeof MakeRenditions>,
): Promise<void> {
  const version = await findVersion(db, versionId)
  if (!version || (await areMade(db, versionId))) return
  if (version.unpreviewableReason) return writeOutcome(db, versionId, 'impossible', version.unpreviewableReason)
  const { sha256, mediaType, extension, kind, creator, copyrightNotice, creditLine } = version
  const outDir = await temporaryFolder(tempDir)
  try {
    const made = await withLocalCopy(storage, originalKey(sha256), tempDir, (localPath) =>
      render(localPath, {
        sniffed: { mediaType, extension, kind: kind as Kind },
        outDir,
        credit: {
          creator: creator ?? undefined,
          copyright: copyrightNotice ?? undefined,
          creditLine: creditLine ?? undefined,
        },
      }),
    )
    for (const file of made.rendered)
      await storage.adopt(file.path, renditionKey(versionId, file.preset, file.mediaType), {
        mediaType: file.mediaType,
      })
    await inTransaction(db, async (trx) => {
      for (const file of made.rendered) await writeMade(trx, versionId, file)
      await notePicture(trx, versionId, { thumbhash: made.thumbhash, onDark: made.onDark })
    })
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    await writeOutcome(db, versionId, 'failed', error.code)
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

/** The last attempt failed for a reason that is ours: staff see it and can try again. */
export const renditionsFailed = (db: Db, { versionId }: z.infer<typeof MakeRenditions>): Promise<void> =>
  writeOutcome(db, versionId, 'failed', 'internal')

async function areMade(db: Db, versionId: string): Promise<boolean> {
  const made = await db
    .selectFrom('rendition')
    .select('preset')
    .where('versionId', '=', versionId)
    .where('state', '=', 'made')
    .execute()
  return NAMES.every((name) => made.some((row) => row.preset === name))
}

const findVersion = (db: Db, versionId: string) =>
  db
    .selectFrom('assetVersion as version')
    .leftJoin('assetRights as rights', 'rights.assetId', 'version.assetId')
    .where('version.id', '=', versionId)
    .select(['version.sha256', 'version.mediaType', 'version.extension', 'version.kind', 'version.unpreviewableReason'])
    .select(['rights.creator', 'rights.copyrightNotice', 'rights.creditLine'])
    .executeTakeFirst()

async function writeMade(trx: Tx, versionId: string, file: Rendered): Promise<void> {
  const { preset, sha256, crc32, byteSize, mediaType, width, height } = file
  const row = {
    ...{ state: 'made' as const, reason: null, objectKey: renditionKey(versionId, preset, mediaType) },
    ...{ sha256, crc32, byteSize, mediaType, width, height, madeAt: new Date() },
  }
  await trx
    .insertInto('rendition')
    .values({ versionId, preset, ...row })
    .onConflict((oc) => oc.columns(['versionId', 'preset']).doUpdateSet(row))
    .execute()
}

async function writeOutcome(db: Db, versionId: string, state: 'impossible' | 'failed', reason: string): Promise<void> {
  const row = {
    ...{ state, reason, objectKey: null, sha256: null, crc32: null, byteSize: null, mediaType: null },
    ...{ width: null, height: null, madeAt: null },
  }
  await db
    .insertInto('rendition')
    .values(NAMES.map((preset) => ({ versionId, preset, ...row })))
    .onConflict((oc) => oc.columns(['versionId', 'preset']).doUpdateSet(row).where('rendition.state', '<>', 'made'))
    .execute()
}
