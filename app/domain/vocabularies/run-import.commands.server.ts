import { sql } from 'kysely'
import { findPerson } from '~/domain/identity/people.queries.server'
import { mayManageMetadata } from '~/domain/identity/permissions'
import { applyTerms } from '~/domain/metadata/apply-terms.commands.server'
import { KEYWORD_VOCABULARY } from '~/domain/metadata/keywords'
import { planTerms } from '~/domain/metadata/planned-terms'
import { allStoredTerms } from '~/domain/metadata/stored-terms.queries.server'
import { lockVocabulary, note } from '~/domain/metadata/terms.commands.server'
import { findVocabularyOf } from '~/domain/metadata/vocabularies.queries.server'
import { type Db, inTransaction } from '~/platform/db.server'
import type { ReadColumns, ReadConcept } from '~/platform/skos/concept'
import { failVocabularyImport, planned, storePlan, type VocabularyServices } from './end-import.commands.server'
import { findVocabularyImport } from './vocabulary-imports.queries.server'

/**
 * Takes the terms of an import into its vocabulary, all or none, in one transaction. What becomes of each is planned again with
 * the terms that there are now, and kept as the report. With the role that the person has now, who asked for it.
 */
export async function runImport({ db }: VocabularyServices, importId: string): Promise<void> {
  const run = await findVocabularyImport(db, importId)
  if (run?.state !== 'applying') return
  const by = await findPerson(db, run.personId ?? '')
  if (by?.state !== 'active' || !mayManageMetadata(by)) return failVocabularyImport(db, importId, 'not_allowed')
  const vocabulary = await findVocabularyOf(db, run.vocabularyId)
  const { concepts, columns } = await readConcepts(db, importId)
  await inTransaction(db, async (trx) => {
    const { id, ...named } = await lockVocabulary(trx, vocabulary.key)
    const terms = await allStoredTerms(trx, id)
    const isKeywords = id === KEYWORD_VOCABULARY
    const plan = await planned(planTerms({ concepts, columns, terms, isKeywords }))
    await applyTerms(trx, id, plan)
    await storePlan(trx, importId, plan)
    await trx
      .updateTable('vocabularyImport')
      .set({ state: 'done', endedAt: sql<Date>`now()` })
      .where('id', '=', importId)
      .execute()
    const count = (act: string) => plan.filter(({ acts }) => acts.some((each) => each === act)).length
    const facts = { file: run.fileName, added: count('add'), changed: count('change'), moved: count('move') }
    await note(trx, by, named, { type: 'metadata.vocabulary_imported', ...facts })
  })
}

async function readConcepts(db: Db, importId: string): Promise<{ concepts: ReadConcept[]; columns: ReadColumns }> {
  const { columns } = await db
    .selectFrom('vocabularyImport')
    .where('id', '=', importId)
    .select(sql<ReadColumns>`columns`.as('columns'))
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('vocabularyImportTerm')
    .where('importId', '=', importId)
    .orderBy('position')
    .select(sql<ReadConcept>`concept`.as('concept'))
    .execute()
  return { concepts: rows.map(({ concept }) => concept), columns }
}
