import { KEYWORD_VOCABULARY } from '~/domain/metadata/keywords'
import { planTerms } from '~/domain/metadata/planned-terms'
import { allStoredTerms } from '~/domain/metadata/stored-terms.queries.server'
import { inTransaction } from '~/platform/db.server'
import { isAbsent } from '~/platform/files/file-errors'
import { SkosError } from '~/platform/skos/concept'
import { type ReadFile, readSkos } from '~/platform/skos/read-skos.server'
import { removeFolder, temporaryFolder } from '~/platform/storage/local-copy.server'
import { failVocabularyImport, planned, storePlan, type VocabularyServices } from './end-import.commands.server'
import { readTable } from './read-table.server'
import { formatOf, type VocabularyImport } from './vocabulary-import'
import { findVocabularyImport } from './vocabulary-imports.queries.server'

/** The dry run: reads the file of an import and stores what would become of each concept. Changes nothing of the vocabulary. */
export async function planImport(services: VocabularyServices, importId: string): Promise<void> {
  const { db, signal } = services
  const run = await findVocabularyImport(db, importId)
  if (run?.state !== 'reading') return
  try {
    const { concepts, columns, ignored } = await readFile(services, run)
    signal?.throwIfAborted()
    const terms = await allStoredTerms(db, run.vocabularyId)
    const isKeywords = run.vocabularyId === KEYWORD_VOCABULARY
    const plan = await planned(planTerms({ concepts, columns, terms, isKeywords }))
    await inTransaction(db, async (trx) => {
      await storePlan(trx, importId, plan)
      await trx
        .updateTable('vocabularyImport')
        .set({ state: 'planned', columns: JSON.stringify(columns), ignored: JSON.stringify(ignored) })
        .where('id', '=', importId)
        .where('state', '=', 'reading')
        .execute()
    })
  } catch (error) {
    if (isAbsent(error)) return failVocabularyImport(db, importId, 'gone')
    if (!(error instanceof SkosError)) throw error
    await failVocabularyImport(db, importId, error.code, { ...error.facts })
  }
}

async function readFile(
  { staging, tempDir, signal }: VocabularyServices,
  { uploadId, fileName, language }: VocabularyImport,
): Promise<ReadFile> {
  const format = formatOf(fileName)
  if (!format) throw new SkosError('unknown_format')
  const folder = await temporaryFolder(tempDir)
  try {
    return await staging.withLocalFile(uploadId, (localPath) =>
      format === 'csv' ? readTable(localPath, language) : readSkos(localPath, { format, language, folder, signal }),
    )
  } finally {
    await removeFolder(folder)
  }
}
