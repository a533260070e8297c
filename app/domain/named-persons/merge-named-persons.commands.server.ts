import { sql } from 'kysely'
import type { Person } from '~/domain/identity/person'
import { replaceReference } from '~/domain/metadata/replace-reference.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockNamedPerson, note, writeNames } from './named-persons.commands.server'

/**
 * Merges somebody of the register into another entry of the same person: assets name the other, to which the names go as other
 * names and what it lacks of the rest, and the id leads there. Throws `named_person.unknown`, `named_person.itself`.
 */
export const mergeNamedPersons = (db: Db, by: Person, { id, intoId }: { id: number; intoId: number }): Promise<void> =>
  inTransaction(db, async (trx) => {
    if (id === intoId) throw new DomainError('named_person.itself', { field: 'into' })
    // In the order of ids, so that two merges in opposite directions cannot deadlock.
    await sql`select 1 from named_person where id = any(${[id, intoId]}::integer[]) order by id for update`.execute(trx)
    const [merged, kept] = [await lockNamedPerson(trx, id), await lockNamedPerson(trx, intoId)]
    await replaceReference(trx, 'named_person_id', id, intoId)
    const otherNames = [...new Set([...kept.otherNames, merged.name, ...merged.otherNames])].filter(
      (name) => name !== kept.name,
    )
    const capacities = [...new Set([...kept.capacities, ...merged.capacities])]
    await sql`update named_person kept set other_names = ${otherNames}::text[], capacities = ${capacities}::text[],
        credit_line = coalesce(kept.credit_line, merged.credit_line), identifier = coalesce(kept.identifier, merged.identifier),
        email = coalesce(kept.email, merged.email), notes = coalesce(kept.notes, merged.notes)
      from named_person merged where kept.id = ${intoId} and merged.id = ${id}`.execute(trx)
    await sql`update named_person set merged_into = ${intoId} where id = ${id} or merged_into = ${id}`.execute(trx)
    await trx.deleteFrom('namedPersonName').where('namedPersonId', '=', id).execute()
    await writeNames(trx, intoId, { name: kept.name, otherNames })
    const facts = { person: merged.name, into: kept.name }
    await note(trx, by, { id: intoId, name: kept.name }, { type: 'named_person.merged', ...facts })
  })
