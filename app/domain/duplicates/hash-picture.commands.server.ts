import { signed } from '~/domain/appearances/hamming-index'
import { type Db, inTransaction } from '~/platform/db.server'
import { hashPictureFile } from '~/platform/images/perceptual-hash.server'
import type { Storage } from '~/platform/storage'
import { withLocalCopy } from '~/platform/storage/local-copy.server'
import { findHashable, findNear, HASH_RECIPE, type HashableVersion } from './near.queries.server'

/** What hashes are made with. */
export interface HashServices {
  db: Db
  storage: Storage
  /** Folder for temporary files. */
  tempDir: string
}

/**
 * Stores the perceptual hash of a version's preview, and the current versions that look like it. The hash is committed before
 * others are searched, so that of two pictures hashed at once the later search finds the other. Does nothing for a version
 * without a preview.
 */
export async function hashVersion(services: HashServices, versionId: string): Promise<void> {
  const version = await findHashable(services.db, versionId)
  if (!version) return
  const hash = version.isHashed ? version.hash : await storeHash(services, version)
  if (hash !== null) await storeNear(services.db, version, hash)
}

async function storeHash({ db, storage, tempDir }: HashServices, version: HashableVersion): Promise<bigint | null> {
  const { versionId, previewKey } = version
  const hash = (await withLocalCopy(storage, previewKey, tempDir, (file) => hashPictureFile(file, version))) ?? null
  const values = { hash: hash === null ? null : signed(hash), recipe: HASH_RECIPE }
  await db
    .insertInto('pictureHash')
    .values({ versionId, ...values })
    .onConflict((oc) => oc.column('versionId').doUpdateSet(values))
    .execute()
  return hash
}

async function storeNear(db: Db, { versionId, assetId }: HashableVersion, hash: bigint): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx
      .deleteFrom('nearDuplicate')
      .where((eb) => eb.or([eb('oneId', '=', versionId), eb('otherId', '=', versionId)]))
      .execute()
    // After that, or what another picture's search finds in between would be deleted without being found here.
    const near = await findNear(trx, hash, assetId)
    if (near.length === 0) return
    await trx
      .insertInto('nearDuplicate')
      .values(
        near.map((other) => {
          const [oneId = '', otherId = ''] = [versionId, other.versionId].sort()
          return { oneId, otherId, distance: other.distance }
        }),
      )
      .onConflict((oc) => oc.doNothing())
      .execute()
  })
}
