import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { sourceText } from '~/platform/localized.server'
import type { ReviewTemplate } from './review-template'
import type { VotingPerson } from './round'

const templates = (db: Db) =>
  db
    .selectFrom('reviewTemplate')
    .select([
      'id',
      'name',
      'isBuiltIn',
      'kinds',
      'collectionId',
      'briefId',
      'locale',
      'allowsOwn',
      'showsVotes',
      'stages',
    ])

/** Returns all templates in the order in which they are asked, the built-in one last. */
export const listReviewTemplates = (db: Db): Promise<ReviewTemplate[]> =>
  templates(db).orderBy('isBuiltIn').orderBy('position').orderBy('id').execute()

/** Returns a template; undefined when there is none of this id. */
export const findReviewTemplate = async (db: Db, id: string | undefined): Promise<ReviewTemplate | undefined> =>
  isId(id) ? templates(db).where('id', '=', id).executeTakeFirst() : undefined

/** Returns who may vote now, and those of `ids`, by their ids. */
export async function votingPeople(db: Db, ids: readonly string[] = []): Promise<Map<string, VotingPerson>> {
  const people = await db
    .selectFrom('person')
    .where((eb) =>
      eb.or([
        eb.and([eb('disabledAt', 'is', null), eb('role', 'in', ['manager', 'admin'])]),
        eb('id', '=', sql<string>`any(${ids}::uuid[])`),
      ]),
    )
    .select(['id', 'name', 'role', sql<boolean>`disabled_at is null`.as('isActive')])
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
  return new Map(people.map((person) => [person.id, person]))
}

/** A collection or brief that templates can be for. */
export interface NamedPlace {
  id: string
  name: string
}

/** Collections and briefs that are offered. */
const MOST_PLACES = 1000

/** Returns the collections and briefs that templates can be for, by name. */
export async function templatePlaces(db: Db): Promise<{ collections: NamedPlace[]; briefs: NamedPlace[] }> {
  const { rows: collections } = await sql<NamedPlace>`select collection.id, ${sourceText('collection', 'title')} as name
    from collection where collection.deleted_at is null order by lower(${sourceText('collection', 'title')}), collection.id
    limit ${MOST_PLACES}`.execute(db)
  const { rows: briefs } = await sql<NamedPlace>`select brief.id, ${sourceText('brief', 'title')} as name
    from brief order by brief.created_at desc, brief.id limit ${MOST_PLACES}`.execute(db)
  const named = (places: NamedPlace[]) => places.map(({ id, name }) => ({ id, name: name ?? id }))
  return { collections: named(collections), briefs: named(briefs) }
}
