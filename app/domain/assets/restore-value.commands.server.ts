import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { leavesNone } from '~/domain/metadata/value'
import { findValueChange } from '~/domain/metadata/value-history.queries.server'
import { setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockById } from '~/platform/lock.server'

/**
 * Gives a field of an asset what it had before a change of its history, which becomes a change of its own. Throws
 * `asset.unknown`, `value_change.unknown`, `value_change.field_gone` for a retired field, `form.required` when the last text of a
 * required field would go.
 */
export async function restoreValue(db: Db, by: Person, assetId: string, changeId: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const asset = await lockById(trx.selectFrom('asset').select('id').where('deletedAt', 'is', null), assetId)
    if (!asset) throw new DomainError('asset.unknown')
    const change = await findValueChange(trx, assetId, changeId)
    if (!change) throw new DomainError('value_change.unknown')
    const { fieldId, locale, before } = change
    const field = (await listFields(trx)).find(({ id }) => id === fieldId)
    if (!field || field.retiredAt) throw new DomainError('value_change.field_gone')
    const back = { assetId, fieldId, locale, values: before }
    const stored = (await valuesOf(trx, [assetId], { fields: [fieldId] })).get(assetId) ?? []
    if (field.isRequired && leavesNone(stored, [back])) throw new DomainError('form.required')
    const made = await setValues(trx, actorOf(by), [back])
    if (made.length > 0) await record(trx, actorOf(by), 'asset.described', { kind: 'asset', id: assetId })
  })
}
