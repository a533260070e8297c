import { sql } from 'kysely'
import type { AuditType } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { plainName } from '~/domain/metadata/vocabulary'
import { normalValue } from '~/domain/search/document'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import type { NamedPersonInput } from './named-person'

/** Adds somebody to the register and returns the id. Others may have the same name. */
export const createNamedPerson = (db: Db, by: Person, input: NamedPersonInput): Promise<number> =>
  inTransaction(db, async (trx) => {
    const { id } = await trx
      .insertInto('namedPerson')
      .values(columnsOf(input))
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeNames(trx, id, input)
    await note(trx, by, { id, name: input.name }, { type: 'named_person.created' })
    return id
  })

/** Changes what is said of somebody. Throws `named_person.unknown`. */
export const changeNamedPerson = (db: Db, by: Person, id: number, input: NamedPersonInput): Promise<void> =>
  inTransaction(db, async (trx) => {
    await lockNamedPerson(trx, id)
    await trx.updateTable('namedPerson').set(columnsOf(input)).where('id', '=', id).execute()
    await writeNames(trx, id, input)
    await note(trx, by, { id, name: input.name }, { type: 'named_person.changed' })
  })

/** Says that somebody is not offered any more, or is again; where they are named, they stay. Throws `named_person.unknown`. */
export const archiveNamedPerson = (db: Db, by: Person, id: number, isArchived: boolean): Promise<void> =>
  inTransaction(db, async (trx) => {
    const { name } = await lockNamedPerson(trx, id)
    await trx
      .updateTable('namedPerson')
      .set({ archivedAt: isArchived ? sql<Date>`coalesce(archived_at, now())` : null })
      .where('id', '=', id)
      .execute()
    await note(trx, by, { id, name }, { type: isArchived ? 'named_person.archived' : 'named_person.restored' })
  })

/**
 * Removes somebody from the register whom no asset names, in the bin or not. Throws `named_person.unknown`,
 * `named_person.in_use`.
 */
export const deleteNamedPerson = (db: Db, by: Person, id: number): Promise<void> =>
  inTransaction(db, async (trx) => {
    const { name } = await lockNamedPerson(trx, id)
    const { rows } = await sql`with ids as (select id from named_person where id = ${id} or merged_into = ${id})
      select 1 from metadata_value where named_person_id in (select id from ids)
      union all select 1 from metadata_approved_value where named_person_id in (select id from ids) limit 1`.execute(
      trx,
    )
    if (rows.length > 0) throw new DomainError('named_person.in_use')
    await trx.deleteFrom('namedPerson').where('id', '=', id).execute()
    await note(trx, by, { id, name }, { type: 'named_person.deleted' })
  })

const columnsOf = (input: NamedPersonInput) => ({
  ...{ name: input.name, creditLine: input.creditLine || null, identifier: input.identifier || null },
  ...{ email: input.email || null, notes: input.notes || null },
  otherNames: sql<string[]>`${input.otherNames.filter((name) => name !== input.name)}::text[]`,
  capacities: sql<string[]>`${[...new Set(input.capacities)]}::text[]`,
})

/** Writes the names by which somebody is found. */
export async function writeNames(
  trx: Tx,
  namedPersonId: number,
  { name, otherNames }: { name: string; otherNames: readonly string[] },
): Promise<void> {
  await trx.deleteFrom('namedPersonName').where('namedPersonId', '=', namedPersonId).execute()
  const names = new Map([...otherNames, name].map((each) => [plainName(each), each === name]))
  await trx
    .insertInto('namedPersonName')
    .values([...names].map(([each, isOwn]) => ({ namedPersonId, name: each, folded: normalValue(each), isOwn })))
    .execute()
}

/** Locks somebody who was not merged. Throws `named_person.unknown`. */
export async function lockNamedPerson(
  trx: Tx,
  id: number,
): Promise<{ name: string; otherNames: string[]; capacities: string[] }> {
  const found = await trx
    .selectFrom('namedPerson')
    .select(['name', 'otherNames', 'capacities'])
    .where('id', '=', id)
    .where('mergedInto', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new DomainError('named_person.unknown')
  return found
}

/** Writes an event about somebody of the register. */
export const note = (
  trx: Tx,
  by: Person,
  { id, name }: { id: number; name: string },
  { type, ...facts }: { type: AuditType } & Record<string, unknown>,
): Promise<void> => record(trx, actorOf(by), type, { kind: 'named_person', id: String(id), name }, facts)
