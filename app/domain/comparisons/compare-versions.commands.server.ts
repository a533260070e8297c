import path from 'node:path'
import { readPdfText } from '~/platform/comparing/pdf-text.server'
import { pixelDifference } from '~/platform/comparing/pixel-difference.server'
import { type TextDifference, textDifference } from '~/platform/comparing/text-difference'
import type { DocumentText } from '~/platform/comparing/text-lines'
import { ConvertError } from '~/platform/converters/convert-error'
import type { Db } from '~/platform/db.server'
import { fingerprintFile } from '~/platform/files/fingerprint.server'
import type { Storage } from '~/platform/storage'
import { removeFolder, temporaryFolder, withLocalCopy } from '~/platform/storage/local-copy.server'
import { type ComparableVersion, findComparable } from './comparable-objects.queries.server'
import { COMPARISON_RECIPE, type ComparisonResult, type VersionPair } from './comparison'

/** What the comparison of two versions works with. */
export interface CompareServices {
  db: Db
  storage: Storage
  /** Folder for temporary files. */
  tempDir: string
}

interface StoredPicture {
  objectKey: string
  sha256: string
  byteSize: number
}

/**
 * Compares two versions and stores the result, the picture before its row. Does nothing when nobody waits for it, or when a
 * version was deleted meanwhile.
 */
export async function compare(services: CompareServices, pair: VersionPair): Promise<void> {
  const { db, storage, tempDir } = services
  const found = await findComparable(db, pair)
  if (!found) return
  const outDir = await temporaryFolder(tempDir)
  try {
    const { result, picture } = await resultOf(services, found, { pair, outDir })
    const stored = await settle(db, pair, result, picture)
    if (!stored && picture && !(await isReferredTo(db, picture))) await storage.delete(picture.objectKey)
  } finally {
    await removeFolder(outDir)
  }
}

/** Called when the last attempt failed, for the page to say so and offer another. */
export async function comparisonFailed(db: Db, pair: VersionPair): Promise<void> {
  await waiting(db, pair).set({ state: 'failed' }).execute()
}

async function resultOf(
  services: CompareServices,
  { older, newer }: { older: ComparableVersion; newer: ComparableVersion },
  { pair, outDir }: { pair: VersionPair; outDir: string },
): Promise<{ result: ComparisonResult; picture?: StoredPicture }> {
  const { storage, tempDir } = services
  const result: ComparisonResult = { pixels: null, text: null, textReason: null }
  let picture: StoredPicture | undefined
  if (older.pagesKey && newer.pagesKey) {
    const text = await textsOf(services, [older.pagesKey, newer.pagesKey], outDir)
    if (typeof text === 'string') result.textReason = text
    else result.text = text
  } else if (older.previewKey && newer.previewKey) {
    const file = path.join(outDir, 'changed.png')
    const newerKey = newer.previewKey
    result.pixels = await withLocalCopy(storage, older.previewKey, tempDir, (before) =>
      withLocalCopy(storage, newerKey, tempDir, (after) => pixelDifference(before, after, file)),
    )
    if (result.pixels.changed > 0) picture = await store(storage, file, pair)
  }
  return { result, picture }
}

/** Returns what differs between the texts of two PDFs, or why they cannot be read. */
async function textsOf(
  { storage, tempDir }: CompareServices,
  keys: readonly [string, string],
  workDir: string,
): Promise<TextDifference | string> {
  const read = (key: string): Promise<DocumentText> =>
    withLocalCopy(storage, key, tempDir, (localPath) => readPdfText({ localPath, sniffed: PDF, workDir }))
  try {
    return textDifference(await read(keys[0]), await read(keys[1]))
  } catch (error) {
    if (error instanceof ConvertError) return error.reason
    throw error
  }
}

const PDF = { mediaType: 'application/pdf', extension: 'pdf', kind: 'pdf' } as const

/** Under a key of the pair, the recipe and the bytes, so that a repeated job stores the same object. */
async function store(storage: Storage, file: string, { olderId, newerId }: VersionPair): Promise<StoredPicture> {
  const { sha256, byteSize } = await fingerprintFile(file)
  const objectKey = `comparisons/${olderId}/${newerId}-${COMPARISON_RECIPE}-${sha256.slice(0, 12)}.png`
  await storage.adopt(file, objectKey, { mediaType: 'image/png' })
  return { objectKey, sha256, byteSize }
}

/** Returns whether somebody waited for it. */
async function settle(
  db: Db,
  pair: VersionPair,
  result: ComparisonResult,
  picture: StoredPicture | undefined,
): Promise<boolean> {
  const object = picture ?? { objectKey: null, sha256: null, byteSize: null }
  const row = await waiting(db, pair)
    .set({ state: 'made', result: JSON.stringify(result), madeAt: new Date(), ...object })
    .returning('olderId')
    .executeTakeFirst()
  return row !== undefined
}

const waiting = (db: Db, { olderId, newerId }: VersionPair) =>
  db
    .updateTable('versionComparison')
    .where('olderId', '=', olderId)
    .where('newerId', '=', newerId)
    .where('state', '=', 'waiting')

const isReferredTo = async (db: Db, { objectKey }: StoredPicture): Promise<boolean> =>
  (await db.selectFrom('versionComparison').select('olderId').where('objectKey', '=', objectKey).executeTakeFirst()) !==
  undefined
