import { moveVersions } from '~/domain/assets/versions.commands.server'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import type { Tx } from '~/platform/db.server'
import { TRANSITIONS } from './review'
import { startRounds } from './rounds.commands.server'

/**
 * Submits the draft that a guest's file has just become. What editors need before they submit is asked at its approval: a guest has no
 * form for it.
 */
export async function submitForGuest(
  trx: Tx,
  by: Actor,
  { assetId, versionId, fileName }: { assetId: string; versionId: string; fileName: string },
): Promise<void> {
  const { from, to, audit } = TRANSITIONS.submit
  await moveVersions(trx, [versionId], from, to)
  await startRounds(trx, [versionId], null)
  const step = await trx
    .insertInto('reviewStep')
    .values({ versionId, fromState: 'draft', toState: to, note: null, byPerson: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(trx, by, audit, { kind: 'asset', id: assetId, name: fileName }, { stepId: step.id })
}
