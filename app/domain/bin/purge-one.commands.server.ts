import { purgeAsset } from '~/domain/assets/asset-deletion.commands.server'
import { originalKey } from '~/domain/assets/ingest.commands.server'
import type { Actor } from '~/domain/audit/audit'
import { purgeCollection } from '~/domain/collections/collection-deletion.commands.server'
import { comparisonObjectsOf } from '~/domain/comparisons/comparisons.queries.server'
import { embeddedObjectsOf } from '~/domain/embeds/embedded-forms.queries.server'
import { purgePortal } from '~/domain/portals/portal-deletion.commands.server'
import { sizedObjectsOf } from '~/domain/presets/sized-renditions.queries.server'
import { renditionObjectsOf } from '~/domain/renditions/rendition-objects.queries.server'
import { purgeShare, purgeSharesOf } from '~/domain/shares/share-deletion.commands.server'
import type { Tx } from '~/platform/db.server'
import type { BinKind } from './bin'

/** Deletes the rows of one item in the bin, and notes its stored objects for deletion. */
export async function purgeOne(trx: Tx, by: Actor, kind: BinKind, id: string): Promise<void> {
  if (kind === 'share') return purgeShare(trx, by, id)
  if (kind === 'portal') return purgePortal(trx, by, id)
  if (kind === 'collection') {
    await purgeSharesOf(trx, by, id)
    return purgeCollection(trx, by, id)
  }
  const renditions = await renditionObjectsOf(trx, id)
  const sized = await sizedObjectsOf(trx, id)
  const embedded = await embeddedObjectsOf(trx, id)
  const comparisons = await comparisonObjectsOf(trx, id)
  const originals = await purgeAsset(trx, by, id)
  await noteObjects(trx, [...renditions, ...sized, ...embedded, ...comparisons, ...originals.map(originalKey)])
}

/** Notes objects whose bytes the next run of `EMPTY_BIN` deletes. */
export async function noteObjects(trx: Tx, keys: string[]): Promise<void> {
  if (keys.length === 0) return
  await trx
    .insertInto('objectDeletion')
    .values(keys.map((objectKey) => ({ objectKey })))
    .onConflict((oc) => oc.column('objectKey').doNothing())
    .execute()
}
