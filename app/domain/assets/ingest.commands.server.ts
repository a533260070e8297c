import type { Actor } from '~/domain/audit/audit'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { refusalBySniff, sniff } from '~/platform/files/sniff.server'
import { readMetadata } from '~/platform/images/metadata.server'
import { probe } from '~/platform/images/probe.server'
import { addSource } from './sources.commands.server'
import { claimBytes, isClaimed, lockBytes } from './stored-objects.commands.server'
import { addAsset, addVersion, type NewVersion, type StoredFile } from './versions.commands.server'
import { findDuplicate } from './versions.queries.server'

/** A file that has arrived and whose bytes were counted; where it comes from does not matter. */
export interface ArrivedFile {
  localPath: string
  fileName: string
  relativePath?: string
  digest: { sha256: string; crc32: number; byteSize: number; head: Buffer }
  /** Adds it to this asset as a version; else it becomes an asset of its own. */
  targetAssetId?: string
  /** Takes the file in although the library has these bytes already. */
  evenIfDuplicate?: boolean
}

export type IngestResult =
  | ({ taken: true } & NewVersion)
  | { taken: false; refused: string }
  | { taken: false; duplicate: { assetId: string; title: string } }

/** The key of a file as it came: named by its bytes, never by its name. */
export const originalKey = (sha256: string): string => `originals/${sha256}`

/** How often bytes that somebody removed while they were being stored are stored again. */
const MOST_TRIES = 5

/**
 * Takes a file into the library: type from its bytes, limits before any decoder, its own words and rights read,
 * bytes stored by `store` and only then the rows that make it visible, with `settle` in the same transaction.
 */
export async function ingest(
  db: Db,
  by: Actor,
  file: ArrivedFile,
  store: (key: string, mediaType: string) => Promise<void>,
  settle: (trx: Tx, made: NewVersion) => Promise<void> = async () => {},
): Promise<IngestResult> {
  if (file.digest.byteSize === 0) return { taken: false, refused: 'empty' }
  const known = file.evenIfDuplicate ? undefined : await findDuplicate(db, file.digest.sha256)
  if (known) return inTransaction(db, (trx) => duplicateOf(trx, by, file, known))
  const sniffed = await sniff(file.localPath, file.digest.head, file.fileName)
  const masked = refusalBySniff(sniffed, file.fileName)
  if (masked) return { taken: false, refused: masked }
  const probed = await probe(file.localPath, sniffed)
  if (probed.refusal) return { taken: false, refused: probed.refusal }
  const metadata = await readMetadata(file.localPath, sniffed)
  const { head, ...digest } = file.digest
  const { fileName, relativePath } = file
  const stored: StoredFile = { ...digest, ...sniffed, ...probed, fileName, relativePath, metadata }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const claim = await claimBytes(db, stored)
    await store(originalKey(stored.sha256), stored.mediaType)
    const taken = await inTransaction(db, async (trx): Promise<IngestResult | undefined> => {
      // Two uploads of the same bytes at the same moment: the second one sees the first.
      await lockBytes(trx, stored.sha256)
      if (!(await isClaimed(trx, stored.sha256, claim))) return undefined
      const twin = file.evenIfDuplicate ? undefined : await findDuplicate(trx, stored.sha256)
      if (twin) return duplicateOf(trx, by, file, twin)
      const made = file.targetAssetId
        ? await addVersion(trx, by, file.targetAssetId, stored)
        : await addAsset(trx, by, stored)
      await settle(trx, made)
      return { taken: true, ...made }
    })
    if (taken) return taken
  }
  throw new Error(`the bytes ${stored.sha256} were removed ${MOST_TRIES} times while they were being stored`)
}

/** The outcome of bytes that are here already. Their new name and path are kept, so that the asset is found by them. */
async function duplicateOf(
  trx: Tx,
  by: Actor,
  file: ArrivedFile,
  known: { assetId: string; title: string | null; fileName: string },
): Promise<IngestResult> {
  await addSource(trx, by, known.assetId, file)
  return { taken: false, duplicate: { assetId: known.assetId, title: known.title ?? known.fileName } }
}
