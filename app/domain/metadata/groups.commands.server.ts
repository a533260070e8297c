import { sql } from 'kysely'
import type { z } from 'zod'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { Localized } from '~/platform/language'
import type { NewGroup } from './field-settings'
import { listGroups } from './fields.queries.server'

const withTexts = (texts: Localized): string =>
  JSON.stringify(Object.fromEntries(Object.entries(texts).filter(([, text]) => text)))

/** Adds a group behind the others. Throws `metadata.key_taken` beside the key. */
export const createGroup = (db: Db, by: Person, { key, labels }: z.output<typeof NewGroup>): Promise<void> =>
  inTransaction(db, async (trx) => {
    const added = await trx
      .insertInto('metadataGroup')
      .values((eb) => ({
        ...{ key, labels: withTexts(labels) },
        position: eb.selectFrom('metadataGroup').select(sql<number>`coalesce(max(position), 0) + 1`.as('next')),
      }))
      .onConflict((oc) => oc.column('key').doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!added) throw new DomainError('metadata.key_taken', { field: 'key' })
    await note(trx, by, 'created', key)
  })

/** Gives a group other names. Throws `metadata.group_unknown`. */
export const renameGroup = (db: Db, by: Person, key: string, labels: Localized): Promise<void> =>
  inTransaction(db, async (trx) => {
    const renamed = await trx
      .updateTable('metadataGroup')
      .set({ labels: withTexts(labels) })
      .where('key', '=', key)
      .returning('key')
      .executeTakeFirst()
    if (!renamed) throw new DomainError('metadata.group_unknown')
    await note(trx, by, 'renamed', key)
  })

/** Moves a group one place up (-1) or down (1); at the end it stays. Throws `metadata.group_unknown`. */
export const moveGroup = (db: Db, by: Person, key: string, steps: -1 | 1): Promise<void> =>
  inTransaction(db, async (trx) => {
    await sql`lock table metadata_group in share row exclusive mode`.execute(trx)
    const order = (await listGroups(trx)).map((group) => group.key)
    const at = order.indexOf(key)
    if (at < 0) throw new DomainError('metadata.group_unknown')
    if (order[at + steps] === undefined) return
    order.splice(at, 1)
    order.splice(at + steps, 0, key)
    await trx
      .updateTable('metadataGroup')
      .set({ position: sql<number>`array_position(${order}::text[], key)` })
      .execute()
    await note(trx, by, 'moved', key)
  })

/** Deletes a group without fields. Throws `metadata.group_unknown`, `metadata.group_in_use`. */
export const deleteGroup = (db: Db, by: Person, key: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    await sql`lock table metadata_field in share row exclusive mode`.execute(trx)
    const group = (await listGroups(trx)).find((each) => each.key === key)
    if (!group) throw new DomainError('metadata.group_unknown')
    const used = await trx.selectFrom('metadataField').select('id').where('groupId', '=', group.id).executeTakeFirst()
    if (used || BUILT_IN.includes(key)) throw new DomainError('metadata.group_in_use')
    await trx.deleteFrom('metadataGroup').where('id', '=', group.id).execute()
    await note(trx, by, 'deleted', key)
  })

/** Groups that the product has fields of its own for. */
const BUILT_IN: readonly string[] = ['description', 'rights']

const note = (trx: Tx, by: Person, change: string, group: string): Promise<void> =>
  record(trx, actorOf(by), 'metadata.group_changed', { kind: 'group', id: group, name: group }, { change })
