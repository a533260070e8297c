import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { PlannedTerm } from '~/domain/metadata/planned-terms'
import type { Db, Tx } from '~/platform/db.server'
import type { Interruptible } from '~/platform/jobs'
import type { Staging } from '~/platform/storage/staging.server'

/** What imports of vocabularies work with. */
export interface VocabularyServices extends Interruptible {
  db: Db
  staging: Staging
  /** Folder for temporary files. */
  tempDir: string
}

/** Ends an import that cannot go on, with the reason. */
export async function failVocabularyImport(
  db: Db,
  importId: string,
  reason: string,
  facts: Record<string, string | number> = {},
): Promise<void> {
  await db
    .updateTable('vocabularyImport')
    .set({ state: 'failed', reason, facts: JSON.stringify(facts), endedAt: sql<Date>`now()` })
    .where('id', '=', importId)
    .where('state', 'in', ['reading', 'applying'])
    .execute()
}

/** Runs a plan to its end, and lets others go on between its parts. */
export async function planned<T>(plan: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = plan.next()
    if (done) return value
    await setImmediate()
  }
}

const PART = 1000

/** Stores what becomes of concepts, in place of what was stored before. */
export async function storePlan(trx: Tx, importId: string, terms: readonly PlannedTerm[]): Promise<void> {
  await trx.deleteFrom('vocabularyImportTerm').where('importId', '=', importId).execute()
  for (let at = 0; at < terms.length; at += PART) {
    const rows = terms.slice(at, at + PART).map(({ concept, name, acts, notes, refused, other }, index) => ({
      ...{ position: at + index, line: concept.line, name: name.slice(0, 200), concept, acts, notes },
      ...{ refused: refused ?? null, other: other ?? null },
    }))
    await sql`insert into vocabulary_import_term (import_id, position, line, name, concept, acts, notes, refused, other)
      select ${importId}::uuid, position, line, name, concept, array(select jsonb_array_elements_text(acts)),
        array(select jsonb_array_elements_text(notes)), refused, other
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(position integer, line integer, name text,
        concept jsonb, acts jsonb, notes jsonb, refused text, other text)`.execute(trx)
  }
}
