import type { z } from 'zod'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { lockAssetAndVersion } from './lock-version.server'
import type { VersionNote } from './version-note'

/** Sets or removes the note of a version. Throws `asset.unknown`, `version.unknown`. */
export async function noteVersion(
  db: Db,
  by: Person,
  assetId: string,
  { versionId, note }: z.output<typeof VersionNote>,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { version } = await lockAssetAndVersion(trx, assetId, versionId)
    const before = version.note ?? ''
    if (before === note) return
    await trx
      .updateTable('assetVersion')
      .set({ note: note || null })
      .where('id', '=', versionId)
      .execute()
    const subject = { kind: 'asset' as const, id: assetId, name: version.fileName }
    await record(trx, actorOf(by), 'asset.version_noted', subject, { versionId, number: version.number, note })
  })
}
