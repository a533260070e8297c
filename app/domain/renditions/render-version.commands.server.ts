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
import { type MadeRendition, noteUnmade, pointAt, rowsOf } from './outcomes.commands.server'
import { findSource, recipeOf, type Source, wantedOf } from './recipes.queries.server'

interface Payload {
  versionId: string
}

/** Where a rendition lies: the same version, recipe and credit give the same key, so making it twice changes nothing. */
const renditionKey = (source: Source, preset: RenditionPreset, extension: string): string =>
  `renditions/${source.versionId}/${preset}-${recipeOf(preset, source)}.${extension}`

/**
 * Makes of a version what is missing or was made with another recipe or credit: its pictures, and its clean form. Bytes
 * first, then one transaction that makes them visible. A kind without a decoder gets the reason instead; a file the decoder
 * refuses is marked failed and can be retried.
 */
export async function renderVersion(
  db: Db,
  storage: Storage,
  tempDir: string,
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

/** The last attempt failed for a reason that is ours: staff see it and can try again, and so does the hourly look. */
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
      const objectKey = renditionKey(source, facts.preset, facts.mediaType.split('/')[1]!.replace('jpeg', 'jpg'))
      await storage.adopt(file, objectKey, { mediaType: facts.mediaType })
      made.push({ ...facts, objectKey })
    }
    await pointAt(db, storage, source, made, (trx) =>
      notePicture(trx, source.versionId, { thumbhash, needsDarkBackdrop }),
    )
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    await noteUnmade(db, source, PRESET_NAMES, { state: 'failed', reason: error.code, isFinal: true })
  }
}

/** The original without position, serial numbers and editing history; the original itself when it has none of them. */
async function makeClean({ db, storage, source, outDir, localPath }: Work): Promise<void> {
  const { mediaType, extension, sha256 } = source
  const file = path.join(outDir, 'clean')
  try {
    const clean = await writeCleanOriginal(localPath, mediaType, file)
    const objectKey = clean ? renditionKey(source, 'clean', extension) : originalKey(sha256)
    if (clean) await storage.adopt(file, objectKey, { mediaType })
    const bytes = clean ?? (await storedFacts(db, sha256))
    await pointAt(db, storage, source, [{ preset: 'clean', objectKey, ...bytes, mediaType, width: null, height: null }])
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
