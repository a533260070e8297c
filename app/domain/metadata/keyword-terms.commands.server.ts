import { sql } from 'kysely'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { KEYWORD_VOCABULARY } from './keywords'
import { writeNames } from './term-names.commands.server'
import { lockTerm, lockVocabulary, nameOf, note } from './terms.commands.server'
import { MOST_SYNONYMS, namesOf, plainName, type Vocabulary } from './vocabulary'

/** Lets everybody write words that are no terms, or only those that manage the vocabulary add some. Throws `metadata.unknown`. */
export const openVocabulary = (db: Db, by: Person, key: string, isOpen: boolean): Promise<void> =>
  inTransaction(db, async (trx) => {
    const vocabulary = await lockVocabulary(trx, key)
    if (vocabulary.isOpen === isOpen) return
    await trx.updateTable('vocabulary').set({ isOpen }).where('id', '=', vocabulary.id).execute()
    await note(trx, by, vocabulary, { type: isOpen ? 'metadata.vocabulary_opened' : 'metadata.vocabulary_closed' })
  })

/** A word, in the language that it is said to be of. */
interface Word {
  id: number
  word: string
  locale: string
}

/** Makes a word another name of a term, so that every file with the word has the term. Throws `metadata.unknown`, `form.too_many`. */
export const addSynonym = (db: Db, by: Person, key: string, { id, word, locale }: Word): Promise<void> =>
  inTransaction(db, async (trx) => {
    const vocabulary = await lockVocabulary(trx, key)
    const term = await lockTerm(trx, vocabulary, id)
    if (namesOf(term).includes(plainName(word))) return
    const own = term.synonyms[locale] ?? []
    if (own.length >= MOST_SYNONYMS) throw new DomainError('metadata.too_many_names', { field: 'into' })
    await setSynonyms(trx, by, vocabulary, {
      id,
      term: { ...term, synonyms: { ...term.synonyms, [locale]: [...own, word] } },
    })
  })

/** Takes a name of a term away, so that files with it have a word again. A label stays. Throws `metadata.unknown`. */
export const removeSynonym = (db: Db, by: Person, key: string, { id, word, locale }: Word): Promise<void> =>
  inTransaction(db, async (trx) => {
    const vocabulary = await lockVocabulary(trx, key)
    const term = await lockTerm(trx, vocabulary, id)
    const left = (term.synonyms[locale] ?? []).filter((name) => plainName(name) !== plainName(word))
    await setSynonyms(trx, by, vocabulary, { id, term: { ...term, synonyms: { ...term.synonyms, [locale]: left } } })
  })

async function setSynonyms(
  trx: Tx,
  by: Person,
  vocabulary: Vocabulary,
  { id, term }: { id: number; term: Awaited<ReturnType<typeof lockTerm>> },
): Promise<void> {
  const synonyms = JSON.stringify(term.synonyms)
  await trx.updateTable('vocabularyTerm').set({ synonyms }).where('id', '=', id).execute()
  await writeNames(trx, vocabulary.id, id, term)
  await note(trx, by, vocabulary, { type: 'metadata.term_changed', term: nameOf(term.labels) })
}

/**
 * Takes a keyword out of the vocabulary: files keep their words, what is below it goes up. Throws `metadata.unknown`,
 * `metadata.term_used` where a field of terms has it, and of any other vocabulary.
 */
export const removeTerm = (db: Db, by: Person, key: string, id: number): Promise<void> =>
  inTransaction(db, async (trx) => {
    const vocabulary = await lockVocabulary(trx, key)
    const term = await lockTerm(trx, vocabulary, id)
    const { rows } = await sql`select 1 from metadata_value where term_id = ${id}
      union all select 1 from metadata_approved_value where term_id = ${id} limit 1`.execute(trx)
    if (vocabulary.id !== KEYWORD_VOCABULARY || rows.length > 0) throw new DomainError('metadata.term_used')
    await sql`update vocabulary_term below set parent_id = gone.parent_id from vocabulary_term gone
      where gone.id = ${id} and below.parent_id = ${id}`.execute(trx)
    await sql`delete from vocabulary_term where id = ${id} or merged_into = ${id}`.execute(trx)
    await note(trx, by, vocabulary, { type: 'metadata.term_removed', term: nameOf(term.labels) })
  })
