import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { type ConceptOutcome, PAGE_OF_CONCEPTS, type VocabularyImport } from './vocabulary-import'

const imports = (db: Db) =>
  db
    .selectFrom('vocabularyImport as run')
    .leftJoin('person', 'person.id', 'run.personId')
    .select(['run.id', 'run.vocabularyId', 'run.personId', 'person.name as personName', 'run.uploadId', 'run.fileName'])
    .select(['run.language', 'run.state', 'run.reason', 'run.createdAt', 'run.endedAt'])
    .select([
      sql<Record<string, string | number>>`run.facts`.as('facts'),
      sql<Record<string, number>>`run.ignored`.as('ignored'),
    ])

/** Returns an import; undefined when there is none of this id. */
export async function findVocabularyImport(db: Db, id: string | undefined): Promise<VocabularyImport | undefined> {
  return isId(id) ? imports(db).where('run.id', '=', id).executeTakeFirst() : undefined
}

/** Returns the imports of a vocabulary, newest first, at most `limit`. */
export const listVocabularyImports = (db: Db, vocabularyId: number, limit: number): Promise<VocabularyImport[]> =>
  imports(db)
    .where('run.vocabularyId', '=', vocabularyId)
    .orderBy('run.createdAt', 'desc')
    .orderBy('run.id')
    .limit(limit)
    .execute()

/** SQL for the outcome of a concept; one that is changed and moved has both. */
const HAS: Record<ConceptOutcome, ReturnType<typeof sql<boolean>>> = {
  add: sql`'add' = any(acts)`,
  change: sql`'change' = any(acts)`,
  move: sql`'move' = any(acts)`,
  same: sql`acts = '{}' and refused is null`,
  refused: sql`refused is not null`,
  noted: sql`notes <> '{}'`,
}

/** Returns how many concepts of an import have each outcome, and how many there are. */
export async function countConcepts(
  db: Db,
  importId: string,
): Promise<Record<ConceptOutcome, number> & { total: number; changing: number }> {
  const { rows } = await sql<Record<ConceptOutcome, number> & { total: number; changing: number }>`select
      count(*)::int as total, count(*) filter (where acts <> '{}')::int as changing,
      count(*) filter (where ${HAS.add})::int as add, count(*) filter (where ${HAS.change})::int as change,
      count(*) filter (where ${HAS.move})::int as move, count(*) filter (where ${HAS.same})::int as same,
      count(*) filter (where ${HAS.refused})::int as refused, count(*) filter (where ${HAS.noted})::int as noted
    from vocabulary_import_term where import_id = ${importId}`.execute(db)
  return rows[0] ?? { total: 0, changing: 0, add: 0, change: 0, move: 0, same: 0, refused: 0, noted: 0 }
}

/** A concept as the page of its import lists it. */
export interface ListedConcept {
  position: number
  line: number
  name: string
  acts: string[]
  notes: string[]
  refused: string | null
  other: string | null
}

/** Returns concepts of an import with an outcome, or all, after a place. */
export async function listConcepts(
  db: Db,
  importId: string,
  { outcome, after }: { outcome: ConceptOutcome | undefined; after: number },
): Promise<ListedConcept[]> {
  const { rows } = await sql<ListedConcept>`select position, line, name, acts, notes, refused, other
    from vocabulary_import_term where import_id = ${importId} and position > ${after}
      and ${outcome ? HAS[outcome] : sql`true`} order by position limit ${PAGE_OF_CONCEPTS}`.execute(db)
  return rows
}
