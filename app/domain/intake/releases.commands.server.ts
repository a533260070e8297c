import type { Actor } from '~/domain/audit/audit'
import { addReleases } from '~/domain/relations/relations.commands.server'
import type { Tx } from '~/platform/db.server'

/**
 * Relates what a file has become with what its releases have become, or a release with the files that it is attached to: whichever of
 * them becomes an asset last says so of both.
 */
export async function relateReleases(trx: Tx, by: Actor, fileId: string): Promise<void> {
  const pairs = await trx
    .selectFrom('submissionRelease as attached')
    .innerJoin('submissionFile as file', 'file.id', 'attached.fileId')
    .innerJoin('submissionFile as release', 'release.id', 'attached.releaseId')
    .where((eb) => eb.or([eb('attached.fileId', '=', fileId), eb('attached.releaseId', '=', fileId)]))
    .where('file.assetId', 'is not', null)
    .where('release.assetId', 'is not', null)
    .select(['release.assetId as fromId', 'file.assetId as toId'])
    .$narrowType<{ fromId: string; toId: string }>()
    .execute()
  for (const { fromId, toId } of pairs) await addReleases(trx, by, fromId, [toId])
}
