import { sql } from 'kysely'
import type { z } from 'zod'
import type { AuditType } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { type Localized, pickText } from '~/platform/language'
import { KEYWORD_VOCABULARY } from './keywords'
import { replaceReference } from './replace-reference.commands.server'
import {
  checkCanonical,
  cleanNames,
  joinedNames,
  withFormerLabels,
  withOtherLanguages,
  writeNames,
} from './term-names.commands.server'
import { findTerms, findVocabulary } from './vocabularies.queries.server'
import {
  type Named,
  type NewVocabulary,
  namesOf,
  plainName,
  type Synonyms,
  type TermSettings,
  type Vocabulary,
} from './vocabulary'

/** Adds a vocabulary. Throws `metadata.key_taken` beside the key. */
export const createVocabulary = (db: Db, by: Person, input: z.output<typeof NewVocabulary>): Promise<void> =>
  inTransaction(db, async (trx) => {
    const { key, isOpen } = input
    const added = await trx
      .insertInto('vocabulary')
      .values({ key, isOpen, labels: JSON.stringify(cleanNames({ ...input, synonyms: {}, hidden: {} }).labels) })
      .onConflict((oc) => oc.column('key').doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!added) throw new DomainError('metadata.key_taken', { field: 'key' })
    await note(trx, by, { key, labels: input.labels }, { type: 'metadata.vocabulary_created' })
  })

type Settings = z.output<typeof TermSettings>

/** Adds a term and returns its id. Throws `metadata.unknown`, `metadata.term_parent`, `metadata.term_taken`. */
export const createTerm = (db: Db, by: Person, vocabularyKey: string, input: Settings): Promise<number> =>
  inTransaction(db, async (trx) => {
    const vocabulary = await lockVocabulary(trx, vocabularyKey)
    const parentId = await parentOf(trx, vocabulary, input)
    const names = cleanNames(input)
    await checkCanonical(trx, vocabulary.id, names)
    const { id } = await trx
      .insertInto('vocabularyTerm')
      .values({ vocabularyId: vocabulary.id, parentId, ...asJson(names) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeNames(trx, vocabulary.id, id, names)
    await note(trx, by, vocabulary, { type: 'metadata.term_created', term: nameOf(names.labels) })
    return id
  })

/**
 * Changes the names of a term and where it is in the tree. Of a keyword, former names still find it. Throws `metadata.unknown`,
 * `metadata.term_parent`, `metadata.term_taken`.
 */
export const changeTerm = (
  db: Db,
  by: Person,
  vocabularyKey: string,
  { id, ...input }: Settings & { id: number },
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const vocabulary = await lockVocabulary(trx, vocabularyKey)
    const stored = await lockTerm(trx, vocabulary, id)
    const parentId = await parentOf(trx, vocabulary, input, id)
    const given = withOtherLanguages(cleanNames(input), stored)
    const names = vocabulary.id === KEYWORD_VOCABULARY ? withFormerLabels(given, stored) : given
    await checkCanonical(trx, vocabulary.id, { labels: names.labels, id })
    await trx
      .updateTable('vocabularyTerm')
      .set({ parentId, ...asJson(names) })
      .where('id', '=', id)
      .execute()
    await writeNames(trx, vocabulary.id, id, names)
    await note(trx, by, vocabulary, { type: 'metadata.term_changed', term: nameOf(names.labels) })
  })

/** Most names of a term in one language beside its label. */
const MOST_SYNONYMS = 20

/** Adds another name of a term, unless it has it. Throws `metadata.unknown`, `form.invalid` beside the name when it has too many. */
export const addSynonym = (
  db: Db,
  by: Person,
  vocabularyKey: string,
  { id, locale, name }: { id: number; locale: string; name: string },
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const vocabulary = await lockVocabulary(trx, vocabularyKey)
    const stored = await lockTerm(trx, vocabulary, id)
    if (namesOf(stored).includes(plainName(name))) return
    const synonyms = [...(stored.synonyms[locale] ?? []), name]
    if (synonyms.length > MOST_SYNONYMS) throw new DomainError('form.invalid', { field: 'name' })
    const names = { ...stored, synonyms: { ...stored.synonyms, [locale]: synonyms } }
    await trx.updateTable('vocabularyTerm').set(asJson(names)).where('id', '=', id).execute()
    await writeNames(trx, vocabulary.id, id, names)
    await note(trx, by, vocabulary, { type: 'metadata.term_changed', term: nameOf(names.labels) })
  })

const asJson = ({ labels, synonyms, hidden }: Named) => ({
  ...{ labels: JSON.stringify(labels), synonyms: JSON.stringify(synonyms), hidden: JSON.stringify(hidden) },
})

/** Says that a term is not to be used any more, or may be again; where it is used, it stays. Throws `metadata.unknown`. */
export const deprecateTerm = (
  db: Db,
  by: Person,
  vocabularyKey: string,
  { id, isDeprecated }: { id: number; isDeprecated: boolean },
): Promise<void> =>
  inTransaction(db, async (trx) => {
    const vocabulary = await lockVocabulary(trx, vocabularyKey)
    const term = await lockTerm(trx, vocabulary, id)
    await trx
      .updateTable('vocabularyTerm')
      .set({ deprecatedAt: isDeprecated ? sql<Date>`coalesce(deprecated_at, now())` : null })
      .where('id', '=', id)
      .execute()
    const type = isDeprecated ? 'metadata.term_deprecated' : 'metadata.term_restored'
    await note(trx, by, vocabulary, { type, term: nameOf(term.labels) })
  })

/**
 * Merges a term into another of the same vocabulary: its values become those of the other, its names synonyms, what is below it
 * goes below the other, and its id leads there. Returns the id of the other. Throws `metadata.unknown`, `metadata.term_parent` when one is below the other.
 */
export const mergeTerm = (
  db: Db,
  by: Person,
  vocabularyKey: string,
  { id, ...into }: { id: number; intoId?: number; intoName?: string },
): Promise<number> =>
  inTransaction(db, async (trx) => {
    const vocabulary = await lockVocabulary(trx, vocabularyKey)
    const field = into.intoName ? 'intoName' : 'intoId'
    const intoId = into.intoName ? await termNamed(trx, vocabulary, { name: into.intoName, field }) : (into.intoId ?? 0)
    if (id === intoId) throw new DomainError('metadata.term_parent', { field })
    const [merged, kept] = [await lockTerm(trx, vocabulary, id), await lockTerm(trx, vocabulary, intoId)]
    if (await isBelow(trx, intoId, id)) throw new DomainError('metadata.term_parent', { field })
    await replaceReference(trx, 'term_id', id, intoId)
    await sql`update vocabulary_term set parent_id = ${intoId} where parent_id = ${id} and id <> ${intoId}`.execute(trx)
    await sql`update vocabulary_term set merged_into = ${intoId} where id = ${id} or merged_into = ${id}`.execute(trx)
    const names = joinedNames(kept, merged)
    await trx.updateTable('vocabularyTerm').set(asJson(names)).where('id', '=', intoId).execute()
    await trx.deleteFrom('vocabularyName').where('termId', '=', id).execute()
    await writeNames(trx, vocabulary.id, intoId, names)
    const facts = { term: nameOf(merged.labels), into: nameOf(kept.labels) }
    await note(trx, by, vocabulary, { type: 'metadata.term_merged', ...facts })
    return intoId
  })

/** Locks the vocabulary, so that its tree does not change meanwhile. Throws `metadata.unknown`. */
export async function lockVocabulary(trx: Tx, key: string): Promise<Vocabulary> {
  await sql`select 1 from vocabulary where key = ${key} for no key update`.execute(trx)
  const vocabulary = await findVocabulary(trx, key)
  if (!vocabulary) throw new DomainError('metadata.unknown')
  return vocabulary
}

/** Locks a term that is not merged. Throws `metadata.unknown`. */
export async function lockTerm(trx: Tx, { id: vocabularyId }: Vocabulary, id: number): Promise<Named> {
  const term = await trx
    .selectFrom('vocabularyTerm')
    .select([sql<Localized>`labels`.as('labels'), sql<Synonyms>`synonyms`.as('synonyms')])
    .select(sql<Synonyms>`hidden`.as('hidden'))
    .where('id', '=', id)
    .where('vocabularyId', '=', vocabularyId)
    .where('mergedInto', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!term) throw new DomainError('metadata.unknown')
  return term
}

/** Returns the id of a term by its name. Throws `metadata.no_such_term` beside the field. */
export async function termNamed(
  trx: Tx,
  { id }: Vocabulary,
  { name, field }: { name: string; field: string },
): Promise<number> {
  const found = (await findTerms(trx, id, [name])).get(name)
  if (found === undefined) throw new DomainError('metadata.no_such_term', { field, name })
  return found
}

/** Returns the id of the parent when a term may be there: of the same vocabulary and not itself or below it. */
async function parentOf(
  trx: Tx,
  vocabulary: Vocabulary,
  { parentId: given, parentName }: Pick<Settings, 'parentId' | 'parentName'>,
  id?: number,
): Promise<number | null> {
  const parentId = parentName ? await termNamed(trx, vocabulary, { name: parentName, field: 'parentName' }) : given
  if (parentId === undefined) return null
  await lockTerm(trx, vocabulary, parentId)
  if (id !== undefined && (parentId === id || (await isBelow(trx, parentId, id))))
    throw new DomainError('metadata.term_parent', { field: parentName ? 'parentName' : 'parentId' })
  return parentId
}

/** Whether a term is below another. */
async function isBelow(trx: Tx, id: number, aboveId: number): Promise<boolean> {
  const { rows } = await sql`with recursive up as (select id, parent_id from vocabulary_term where id = ${id}
    union select t.id, t.parent_id from vocabulary_term t join up on t.id = up.parent_id)
    select 1 from up where parent_id = ${aboveId}`.execute(trx)
  return rows.length > 0
}

export const nameOf = (labels: Localized): string => pickText(labels, 'en', 'en')?.value ?? ''

/** Records what was done to a vocabulary. */
export const note = (
  trx: Tx,
  by: Person,
  { key, labels }: { key: string; labels: Localized },
  { type, ...facts }: { type: AuditType } & Record<string, unknown>,
): Promise<void> => record(trx, actorOf(by), type, { kind: 'vocabulary', id: key, name: nameOf(labels) || key }, facts)
