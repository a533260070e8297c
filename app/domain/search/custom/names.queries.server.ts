import { sql } from 'kysely'
import type { FieldType } from '~/domain/metadata/field'
import { namesOfPersons } from '~/domain/metadata/named-person-names.queries.server'
import { findTerms, labelsOfTerms } from '~/domain/metadata/vocabularies.queries.server'
import { plainName } from '~/domain/metadata/vocabulary'
import type { Db } from '~/platform/db.server'
import type { Localized } from '~/platform/language'
import type { SearchedField } from './searched-field'

/** Returns the tokens of what has a name in any language, or one that begins so. */
type Finder = (db: Db, field: SearchedField, asked: { name: string; isPrefix: boolean }) => Promise<string[]>
/** Returns the names of what tokens stand for, by the tokens. */
type Namer = (db: Db, tokens: readonly string[]) => Promise<Map<string, Localized>>

/** Terms that begin with what was typed. */
const MOST_BEGUN = 100

const findTerm: Finder = async (db, { vocabularyId }, { name, isPrefix }) => {
  if (vocabularyId === null) return []
  if (!isPrefix) return [...(await findTerms(db, vocabularyId, [name])).values()].map(String)
  const { rows } = await sql<{ id: number }>`select distinct coalesce(t.merged_into, t.id) as id
    from vocabulary_name n join vocabulary_term t on t.id = n.term_id
    where n.vocabulary_id = ${vocabularyId} and starts_with(n.name, ${plainName(name)}) order by id limit ${MOST_BEGUN}`.execute(
    db,
  )
  return rows.map(({ id }) => String(id))
}

const nameTerms: Namer = async (db, tokens) => {
  const named = await labelsOfTerms(db, tokens.map(Number))
  return new Map([...named].map(([id, labels]) => [String(id), labels]))
}

const findPerson: Finder = async (db, _field, { name, isPrefix }) => {
  const plain = plainName(name)
  const isCalled = isPrefix ? sql`starts_with(n.name, ${plain})` : sql`n.name = ${plain}`
  const id = /^#[1-9]\d{0,8}$/.test(name) ? Number(name.slice(1)) : 0
  const { rows } = await sql<{ id: number }>`with found as (
      select p.id, p.merged_into from named_person_name n join named_person p on p.id = n.named_person_id where ${isCalled}
      union select id, merged_into from named_person where id = ${id})
    select distinct p.id from found join named_person p
      on coalesce(p.merged_into, p.id) = coalesce(found.merged_into, found.id) order by p.id limit ${MOST_BEGUN}`.execute(
    db,
  )
  return rows.map((row) => String(row.id))
}

const namePersons: Namer = async (db, tokens) => {
  const named = await namesOfPersons(db, tokens.map(Number))
  // A name is the same in every language.
  return new Map([...named].map(([id, { name }]) => [String(id), { en: name }]))
}

/** How what was typed is found, of types whose values have names. */
export const FINDERS: Partial<Record<FieldType, Finder>> = {
  ...{ term: findTerm, terms: findTerm, person: findPerson, persons: findPerson },
}

/** How it is called. */
export const NAMERS: Partial<Record<FieldType, Namer>> = {
  ...{ term: nameTerms, terms: nameTerms, person: namePersons, persons: namePersons },
}
