import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { LibraryColumns } from '~/domain/identity/library-columns'
import { DENSITIES, VIEWS } from '~/domain/identity/library-look'
import type { Person } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import { type SavedLook, SavedQuery, type SavedSearch } from './saved-search'

/** SQL on `saved_search`: whether a person sees it. */
const seenBy = (person: Pick<Person, 'id'>): RawBuilder<SqlBool> =>
  sql<SqlBool>`(saved_search.deleted_at is null and (saved_search.owner_id = ${person.id} or saved_search.shared_at is not null))`

const searches = (db: Db, person: Pick<Person, 'id'>) =>
  db
    .selectFrom('savedSearch')
    .innerJoin('person as owner', 'owner.id', 'savedSearch.ownerId')
    .where(seenBy(person))
    .select(['savedSearch.id', 'savedSearch.code', 'savedSearch.name', 'savedSearch.search', 'savedSearch.look'])
    .select(['savedSearch.ownerId', 'owner.name as ownerName'])
    .select(sql<boolean>`saved_search.shared_at is not null`.as('isShared'))

type Row = Awaited<ReturnType<ReturnType<typeof searches>['execute']>>[number]

/** What an earlier or later release stored and this one does not know is left out. */
const savedOf = ({ search, look, ...row }: Row): SavedSearch => ({
  ...row,
  query: SavedQuery.safeParse(search).data ?? {},
  look: lookOf(look),
})

/** Returns a stored look; what is not known in it is as a new account has it. */
export function lookOf(stored: Record<string, unknown>): SavedLook {
  const columns = LibraryColumns.safeParse(stored.columns)
  return {
    view: VIEWS.find((view) => view === stored.view) ?? 'grid',
    density: DENSITIES.find((density) => density === stored.density) ?? 'm',
    ...(columns.success && { columns: columns.data }),
  }
}

/** Most saved searches that are listed: a person has some dozens. */
const MOST_LISTED = 500

/** Returns the saved searches that a person sees: their own first, then those of others, by name. */
export async function listSavedSearches(db: Db, person: Pick<Person, 'id'>): Promise<SavedSearch[]> {
  const rows = await searches(db, person)
    .orderBy(sql`saved_search.owner_id <> ${person.id}`)
    .orderBy(sql`lower(saved_search.name)`)
    .orderBy('savedSearch.id')
    .limit(MOST_LISTED)
    .execute()
  return rows.map(savedOf)
}

/** Returns a saved search by the code in its address; undefined for one that the person does not see. */
export async function findSavedSearch(
  db: Db,
  person: Pick<Person, 'id'>,
  code: string | null | undefined,
): Promise<SavedSearch | undefined> {
  if (!code) return undefined
  const row = await searches(db, person).where('savedSearch.code', '=', code).executeTakeFirst()
  return row && savedOf(row)
}

/** Returns the saved searches with all these words in their names that a person sees. */
export async function savedSearchesNamed(
  db: Db,
  person: Pick<Person, 'id'>,
  parts: readonly string[],
  most: number,
): Promise<{ code: string; name: string }[]> {
  let query = searches(db, person)
  for (const part of parts) query = query.where('savedSearch.name', 'ilike', `%${part.replace(/[\\%_]/g, '\\$&')}%`)
  const rows = await query.orderBy('savedSearch.name').limit(most).execute()
  return rows.map(({ code, name }) => ({ code, name }))
}
