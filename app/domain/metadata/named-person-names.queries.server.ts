import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { numberIn, type Reference } from './reference'
import { plainName } from './vocabulary'

/** What a person of the register is called. */
export interface NamedPersonNames {
  id: number
  name: string
  otherNames: string[]
}

/** Returns the names of persons by their ids; of one that was merged, those of the person that it became. */
export async function namesOfPersons(db: Db, ids: readonly number[]): Promise<Map<number, NamedPersonNames>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<NamedPersonNames & { asked: number }>`
    select p.id as asked, coalesce(kept.id, p.id) as id, coalesce(kept.name, p.name) as name,
      coalesce(kept.other_names, p.other_names) as "otherNames"
    from named_person p left join named_person kept on kept.id = p.merged_into
    where p.id = any(${ids}::integer[])`.execute(db)
  return new Map(rows.map(({ asked, ...names }) => [asked, names]))
}

/** Returns which of these names more than one person has, as they are typed. */
export async function sharedNames(db: Db, names: readonly string[]): Promise<Set<string>> {
  const plain = [...new Set(names.map(plainName))]
  if (plain.length === 0) return new Set()
  const { rows } = await sql<{ name: string }>`select name from named_person_name where name = any(${plain}::text[])
    group by name having count(distinct named_person_id) > 1`.execute(db)
  const shared = new Set(rows.map(({ name }) => name))
  return new Set(names.filter((name) => shared.has(plainName(name))))
}

interface Candidate {
  asked: string
  id: number
  isNumber: boolean
  isOwn: boolean
  isArchived: boolean
}

/**
 * Returns the persons whom names stand for, each a name, another name, or `#` and an id, also behind a name. Of several with one
 * name it is who is `held` already; else who has it as the name, and is not archived; else it is ambiguous.
 */
export async function findNamedPersons(
  db: Db,
  names: readonly string[],
  held: readonly number[] = [],
): Promise<Map<string, Reference>> {
  if (names.length === 0) return new Map()
  const { rows } = await sql<Candidate>`
    select asked.name as asked, coalesce(kept.id, p.id) as id, found.is_number as "isNumber", found.is_own as "isOwn",
      coalesce(kept.archived_at, p.archived_at) is not null as "isArchived"
    from unnest(${[...names]}::text[], ${names.map(plainName)}::text[], ${names.map((name) => numberIn(name) ?? 0)}::integer[])
      as asked(name, plain, id)
    cross join lateral (select asked.id as id, true as is_number, false as is_own
      union all select n.named_person_id, false, n.is_own from named_person_name n where n.name = asked.plain) found
    join named_person p on p.id = found.id
    left join named_person kept on kept.id = p.merged_into
    order by p.id`.execute(db)
  return new Map(
    names.map((name): [string, Reference] => {
      const candidates = rows.filter(({ asked }) => asked === name)
      const id = chosen(candidates, held)
      if (id !== undefined) return [name, { content: { namedPersonId: id } }]
      return [name, { issue: candidates.length > 0 ? 'metadata.person_ambiguous' : 'metadata.no_such_person' }]
    }),
  )
}

function chosen(candidates: readonly Candidate[], held: readonly number[]): number | undefined {
  const known = candidates.find(({ isNumber }) => isNumber) ?? candidates.find(({ id }) => held.includes(id))
  if (known) return known.id
  const groups = [
    candidates.filter(({ isOwn, isArchived }) => isOwn && !isArchived),
    candidates.filter(({ isArchived }) => !isArchived),
    candidates,
  ]
  const ids = new Set(groups.find((group) => group.length > 0)?.map(({ id }) => id))
  return ids.size === 1 ? [...ids][0] : undefined
}
