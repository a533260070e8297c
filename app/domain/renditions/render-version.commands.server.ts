import path from 'node:path'
import { originalKey } from '~/domain/assets/ingest.commands.server'
import { notePicture } from '~/domain/assets/versions.commands.server'
import type { Db } from '~/platform/db.server'
import type { Kind } from '~/platform/files/kinds'
import { writeCleanOriginal } from '~/platform/images/clean/clean-original.server'
import { CleanError } from '~/platform/images/clean/source'
import { ImageError } from '~/platform/images/image-error'
import { RENDITION_PRESETS, type RenditionPreset } from '~/platform/images/preset-recipes'
import { PRESET_NAMES } from '~/platform/images/preset-uses'
import type { PresetName } from '~/platform/images/presets'
import { render } from '~/platform/images/renditions.server'
import type { Storage } from '~/platform/storage'
import { removeFolder, temporaryFolder, withLocalCopy } from '~/platform/storage/local-copy.server'
import type { MadeRendition } from './made-rendition'
import { noteUnmade, pointAt, rowsOf } from './outcomes.commands.server'
import { findSource, recipeOf, type Source, wantedOf } from './recipes.queries.server'

interface Payload {
  versionId: string
}

/** Returns the object key of a rendition: equal for equal version, recipe and credit, so that making it is idempotent. */
const renditionKey = (source: Source, preset: RenditionPreset, extension: string): string =>
  `renditions/${source.versionId}/${preset}-${recipeOf(preset, source)}.${extension}`

/**
 * Makes the renditions of a version that are missing or have another recipe or credit: its pictures and its clean original.
 * Stores the bytes first, then makes them visible in one transaction. Stores the reason for a file type without a decoder;
 * marks a file that its decoder refuses as failed, which can be retried.
 */
export async function renderVersion(
  { db, storage, tempDir }: { db: Db; storage: Storage; tempDir: string },
  payload: Payload,
  only: readonly RenditionPreset[] = RENDITION_PRESETS,
): Promise<void> {
  const source = await findSource(db, payload.versionId)
  if (!source) return
  const missing = (await missingOf(db, source)).filter((preset) => only.includes(preset))
  if (missing.length === 0) return
  const outDir = await temporaryFolder(tempDir)
  const work = { db, storage, source, outDir }
  try {
    await withLocalCopy(storage, originalKey(source.sha256), tempDir, async (localPath) => {
      if (missing.includes('clean')) await makeClean({ ...work, localPath })
      const pictures = missing.filter((preset) => preset !== 'clean')
      if (pictures.length > 0) await makePictures({ ...work, localPath }, pictures)
    })
  } finally {
    await removeFolder(outDir)
  }
}

/** Called when the last attempt failed internally: marks the renditions failed, for staff and the hourly job to retry. */
export async function renditionsFailed(db: Db, { versionId }: Payload): Promise<void> {
  const source = await findSource(db, versionId)
  if (!source) return
  await noteUnmade(db, source, await missingOf(db, source), { state: 'failed', reason: 'internal', isFinal: false })
}

async function missingOf(db: Db, source: Source): Promise<RenditionPreset[]> {
  const rows = await rowsOf(db, source.versionId)
  const isThere = (preset: RenditionPreset) =>
    rows.some(
      (row) =>
        row.preset === preset &&
        row.recipe === recipeOf(preset, source) &&
        (row.state === 'made' || row.state === 'impossible'),
    )
  return wantedOf(source).filter((preset) => !isThere(preset))
}

interface Work {
  db: Db
  storage: Storage
  source: Source
  outDir: string
  localPath: string
}

async function makePictures(
  { db, storage, source, outDir, localPath }: Work,
  presets: readonly PresetName[],
): Promise<void> {
  const { mediaType, extension, kind, unpreviewableReason: reason } = source
  if (reason) return noteUnmade(db, source, PRESET_NAMES, { state: 'impossible', reason, isFinal: true })
  try {
    const { rendered, thumbhash, needsDarkBackdrop } = await render(localPath, {
      sniffed: { mediaType, extension, kind: kind as Kind },
      outDir,
      presets,
      credit: {
        creator: source.creator ?? undefined,
        copyright: source.copyrightNotice ?? undefined,
        creditLine: source.creditLine ?? undefined,
      },
    })
    const made: MadeRendition[] = []
    for (const { path: file, ...facts } of rendered) {
      const objectKey = renditionKey(source, facts.preset, facts.mediaType.replace(/^.*\//, '').replace('jpeg', 'jpg'))
      await storage.adopt(file, objectKey, { mediaType: facts.mediaType })
      made.push({ ...facts, objectKey })
    }
    await pointAt({ db, storage }, source, made, (trx) =>
      notePicture(trx, source.versionId, { thumbhash, needsDarkBackdrop }),
    )
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    await noteUnmade(db, source, PRESET_NAMES, { state: 'failed', reason: error.code, isFinal: true })
  }
}

/** Makes the original without location, serial numbers and editing history; uses the original itself if it has none. */
async function makeClean({ db, storage, source, outDir, localPath }: Work): Promise<void> {
  const { mediaType, extension, sha256 } = source
  const file = path.join(outDir, 'clean')
  try {
    const clean = await writeCleanOriginal(localPath, mediaType, file)
    const objectKey = clean ? renditionKey(source, 'clean', extension) : originalKey(sha256)
    if (clean) await storage.adopt(file, objectKey, { mediaType })
    const bytes = clean ?? (await storedFacts(db, sha256))
    await pointAt({ db, storage }, source, [
      { preset: 'clean', objectKey, ...bytes, mediaType, width: null, height: null },
    ])
  } catch (error) {
    if (!(error instanceof CleanError)) throw error
    await noteUnmade(db, source, ['clean'], { state: 'failed', reason: `clean_${error.code}`, isFinal: true })
  }
}

const storedFacts = (db: Db, sha256: string) =>
  db
    .selectFrom('storedObject')
    .select(['sha256', 'crc32', 'byteSize'])
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
