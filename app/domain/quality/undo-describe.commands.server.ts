import { recordAll } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { isSame, type ValueChange, valuesAt } from '~/domain/metadata/value'
import { lockAssets, setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { savedLines } from './saved-lines.queries.server'

/**
 * Takes back what a person saved, by what `saveDescriptions` returned for it; what was changed again since stays as it is. Returns the
 * assets. Throws `value_change.unknown` when there is nothing of that person to be taken back.
 */
export async function undoDescriptions(db: Db, by: Person, undo: string): Promise<string[]> {
  return inTransaction(db, async (trx) => {
    const lines = await savedLines(trx, by, undo)
    const ids = [...new Set(lines.map(({ assetId }) => assetId))]
    if (ids.length === 0) throw new DomainError('value_change.unknown')
    await lockAssets(trx, ids)
    const stored = await valuesOf(trx, ids)
    const changes = lines.flatMap(({ assetId, fieldId, locale, before, after }): ValueChange[] => {
      const now = valuesAt(stored.get(assetId) ?? [], { fieldId, locale })
      return isSame(now, after) ? [{ assetId, fieldId, locale, values: before }] : []
    })
    const made = await setValues(trx, actorOf(by), changes)
    await recordAll(
      trx,
      actorOf(by),
      'asset.described',
      [...new Set(made.map(({ assetId }) => assetId))].map((id) => ({ subject: { kind: 'asset', id } })),
    )
    return ids
  })
}
