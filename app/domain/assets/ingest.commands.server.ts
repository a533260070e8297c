import type { Actor } from '~/domain/audit/audit'
import { type ArrivingFile, brokenRules, type HoldReason, type IngestRules } from '~/domain/folders/ingest-rules'
import { rulesFor } from '~/domain/folders/ingest-rules.queries.server'
import type { Scan } from '~/platform/converters/scan.server'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { refusalBySniff, type Sniffed, sniff } from '~/platform/files/sniff.server'
import { readFile } from '~/platform/images/metadata.server'
import { type Probe, probe } from '~/platform/images/probe.server'
import { profileOf } from '~/platform/images/profile-of.server'
import { saidValues } from './file-values'
import { holdVersion } from './holds.commands.server'
import { clearFindings } from './object-findings.commands.server'
import { isBroken } from './object-findings.queries.server'
import { addSource } from './sources.commands.server'
import { type StatedMetadata, withStated } from './stated-metadata'
import { claimBytes, isClaimed, lockBytes } from './stored-objects.commands.server'
import { addAsset, addVersion, type NewVersion, type StoredFile } from './versions.commands.server'
import { findDuplicate } from './versions.queries.server'

/** A file on local disk whose digest is known, from an upload or an import. */
export interface ArrivedFile {
  localPath: string
  fileName: string
  relativePath?: string
  digest: { sha256: string; crc32: number; byteSize: number; head: Buffer }
  /** The asset to add it to as a version; without it, the file becomes a new asset. */
  targetAssetId?: string
  /** Texts and credits of a new asset that are stated beside the file, and go before those in it. */
  stated?: StatedMetadata
  /** The folder that becomes the home of a new asset. */
  folderId?: string | null
  /** The template that was chosen for a new asset, which goes before that of its folder. */
  templateId?: string
  /** Note of the version. */
  note?: string
  /** Ingests the file although the library already has these bytes. */
  evenIfDuplicate?: boolean
}

export type IngestResult =
  | ({ outcome: 'taken'; held: HoldReason[] } & NewVersion)
  | { outcome: 'refused'; reason: string }
  | { outcome: 'duplicate'; duplicate: { assetId: string; title: string } }

/** Steps of the caller: store the bytes, and write further rows in the transaction of the ingest. */
export interface IngestSteps {
  /** `replaces` says that the store has wrong bytes under this key, or lost them. */
  store: (key: string, mediaType: string, replaces: boolean) => Promise<void>
  settle?: (trx: Tx, made: NewVersion, held: readonly HoldReason[]) => Promise<void>
  /** Has the file scanned, where the rules of its folder ask for it; absent when the server is set up with no scan. */
  scan?: Scan
}

/** Returns the object key of an original: derived from its bytes and never from its name. */
export const originalKey = (sha256: string): string => `originals/${sha256}`

/** Attempts to store bytes that another process removes while they are being stored. */
const MOST_TRIES = 5

/**
 * Ingests a file: sniffs the type from its bytes, checks limits before any decoder runs, reads the texts and rights in its
 * metadata, holds what breaks the rules of its folder, has `store` write the bytes, and only then writes the rows that make it visible. `settle` runs in the same
 * transaction as those rows. A refused file or a duplicate is returned, not thrown; a duplicate whose stored bytes are missing
 * or damaged puts its own in their place. Throws when the bytes were removed `MOST_TRIES` times meanwhile.
 */
export async function ingest(
  db: Db,
  by: Actor,
  file: ArrivedFile,
  { store, settle, scan }: IngestSteps,
): Promise<IngestResult> {
  if (file.digest.byteSize === 0) return { outcome: 'refused', reason: 'empty' }
  const key = originalKey(file.digest.sha256)
  const replaces = await isBroken(db, key)
  const known = file.evenIfDuplicate ? undefined : await findDuplicate(db, file.digest.sha256)
  if (known && replaces) {
    const { mediaType } = await sniff(file.localPath, file.digest.head, file.fileName)
    await store(key, mediaType, replaces)
    await clearFindings(db, [key])
  }
  if (known) return inTransaction(db, (trx) => duplicateOf(trx, by, file, known))
  const sniffed = await sniff(file.localPath, file.digest.head, file.fileName)
  const masked = refusalBySniff(sniffed, file.fileName)
  if (masked) return { outcome: 'refused', reason: masked }
  const probed = await probe(file.localPath, sniffed)
  if (probed.refusal) return { outcome: 'refused', reason: probed.refusal }
  const read = await readFile(file.localPath, sniffed)
  const metadata = withStated(read.metadata, file.stated)
  const { head, ...digest } = file.digest
  const { fileName, relativePath, note, folderId, templateId, stated } = file
  const named = { fileName, relativePath, note, folderId, templateId, stated }
  const stored: StoredFile = {
    ...digest,
    ...sniffed,
    ...probed,
    ...named,
    metadata,
    tags: read.tags,
    said: saidValues(read.metadata),
  }
  const rules = await rulesFor(db, await homeOf(db, file))
  const held = rules ? brokenRules(rules, await arriving(rules, file, { ...sniffed, ...probed }, scan)) : []
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const claim = await claimBytes(db, stored)
    await store(key, stored.mediaType, replaces)
    if (replaces) await clearFindings(db, [key])
    const taken = await inTransaction(db, async (trx): Promise<IngestResult | undefined> => {
      // When the same bytes are uploaded twice at once, the second transaction waits here and then finds the first.
      await lockBytes(trx, stored.sha256)
      if (!(await isClaimed(trx, stored.sha256, claim))) return undefined
      const twin = file.evenIfDuplicate ? undefined : await findDuplicate(trx, stored.sha256)
      if (twin) return duplicateOf(trx, by, file, twin)
      const made = file.targetAssetId
        ? await addVersion(trx, by, file.targetAssetId, stored)
        : await addAsset(trx, by, stored)
      await holdVersion(trx, by, { ...made, fileName }, held)
      await settle?.(trx, made, held)
      return { outcome: 'taken', held, ...made }
    })
    if (taken) return taken
  }
  throw new Error(`the bytes ${stored.sha256} were removed ${MOST_TRIES} times while they were being stored`)
}

/** The folder in which a file arrives: that of the asset that it becomes a version of, or the home of a new one. */
async function homeOf(db: Db, { targetAssetId, folderId }: ArrivedFile): Promise<string | null | undefined> {
  if (!targetAssetId) return folderId
  const asset = await db.selectFrom('asset').select('folderId').where('id', '=', targetAssetId).executeTakeFirst()
  return asset?.folderId
}

/** Asks of a file only what the rules need to know. */
async function arriving(
  { profile, isScanned }: IngestRules,
  { localPath, fileName }: ArrivedFile,
  { kind, extension, width, height }: Sniffed & Probe,
  scan: Scan | undefined,
): Promise<ArrivingFile> {
  return {
    ...{ fileName, kind, extension, width, height },
    profile: profile ? await profileOf(localPath, extension) : undefined,
    scan: isScanned ? await (scan?.(localPath) ?? 'failed') : undefined,
  }
}

/** Returns the result for bytes the library already has, and stores their new name and path so that search finds them. */
async function duplicateOf(
  trx: Tx,
  by: Actor,
  file: ArrivedFile,
  known: { assetId: string; title: string | null; fileName: string },
): Promise<IngestResult> {
  await addSource(trx, by, known.assetId, file)
  return { outcome: 'duplicate', duplicate: { assetId: known.assetId, title: known.title ?? known.fileName } }
}
