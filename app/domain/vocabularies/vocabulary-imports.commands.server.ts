import { sql } from 'kysely'
import { findImportUpload } from '~/domain/assets/uploads.queries.server'
import type { Person } from '~/domain/identity/person'
import type { Vocabulary } from '~/domain/metadata/vocabulary'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { enqueue } from '~/platform/queue.server'
import { planVocabularyImport, runVocabularyImport } from './vocabulary-import.jobs.server'

/** Imports are kept for as long. */
const KEPT_DAYS = 30

/** Begins to read a file of terms, and returns the id of the import. Changes nothing of the vocabulary. Throws `sheet.gone`. */
export async function createVocabularyImport(
  db: Db,
  by: Person,
  vocabulary: Vocabulary,
  { uploadId, language }: { uploadId: string; language: string },
): Promise<string> {
  const upload = await findImportUpload(db, by.id, uploadId)
  if (!upload) throw new DomainError('sheet.gone', { field: 'uploadId' })
  const id = newId()
  await inTransaction(db, async (trx) => {
    await trx
      .deleteFrom('vocabularyImport')
      .where('createdAt', '<', sql<Date>`now() - make_interval(days => ${KEPT_DAYS})`)
      .where('state', 'not in', ['reading', 'applying'])
      .execute()
    await trx
      .insertInto('vocabularyImport')
      .values({ id, vocabularyId: vocabulary.id, personId: by.id, uploadId, fileName: upload.fileName, language })
      .execute()
    await enqueue(trx, planVocabularyImport, { importId: id })
  })
  return id
}

/** Takes the terms of a planned import into its vocabulary. Does nothing to one that was begun before. */
export const startVocabularyImport = (db: Db, by: Person, importId: string): Promise<void> =>
  inTransaction(db, async (trx) => {
    const begun = await trx
      .updateTable('vocabularyImport')
      .set({ state: 'applying', personId: by.id })
      .where('id', '=', importId)
      .where('state', '=', 'planned')
      .returning('id')
      .executeTakeFirst()
    if (begun) await enqueue(trx, runVocabularyImport, { importId })
  })

/** Forgets an import that was not begun. */
export async function discardVocabularyImport(db: Db, importId: string): Promise<void> {
  await db
    .deleteFrom('vocabularyImport')
    .where('id', '=', importId)
    .where('state', 'in', ['planned', 'failed'])
    .execute()
}
