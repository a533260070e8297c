import { sql } from 'kysely'
import { cleanPath } from '~/domain/assets/file-name'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { type ImportRun, isLeftBehind } from './import'
import { ImportError } from './import-error'
import { type ImportServices, type ImportSource, type SourceFile, withSource } from './import-source.server'
import { MOST_ROWS, manifestRows } from './manifest.server'
import { type MappedRow, mapRow } from './manifest-row'

/** Items per statement. */
const AT_ONCE = 500

/**
 * Writes an item for each file of the source, and for each row of the manifest that has none, in place of those of an earlier
 * attempt. `isWanted` is asked between statements, and false ends it. Throws ImportError, TableError, ArchiveError.
 */
export async function stageItems(
  services: ImportServices,
  run: ImportRun,
  isWanted: () => Promise<boolean>,
): Promise<void> {
  const { db } = services
  await db.deleteFrom('importItem').where('runId', '=', run.id).execute()
  const files = await withSource(services, run, (source) => stageFiles(db, { run, source, isWanted }))
  await db.updateTable('importRun').set({ leftOut: files.leftOut }).where('id', '=', run.id).execute()
  // Without statistics of the new rows, each of the statements below would read all of them again.
  await sql`analyze import_item`.execute(db)
  if (run.manifestId) {
    let position = files.position
    for await (const rows of inBatches(mappedRows(services, run))) {
      if (!(await isWanted())) return
      position = await stageRows(db, { run, rows, position })
    }
    await db
      .updateTable('importItem')
      .set({ state: 'skipped', reason: 'not_listed' })
      .where('runId', '=', run.id)
      .where('state', '=', 'waiting')
      .where('rowNumber', 'is', null)
      .execute()
  }
  await refuseRepeated(db, run.id)
}

interface Staging {
  run: ImportRun
  source: ImportSource
  isWanted: () => Promise<boolean>
}

async function stageFiles(db: Db, { run, source, isWanted }: Staging): Promise<{ position: number; leftOut: number }> {
  let [position, leftOut] = [0, 0]
  async function* wanted() {
    for await (const file of source.files()) {
      if (isLeftBehind(file.path)) leftOut++
      else yield file
    }
  }
  for await (const files of inBatches(wanted())) {
    if (!(await isWanted())) break
    if (position + files.length > MOST_ROWS) throw new ImportError('too_many_files')
    const values = files.map((file) => itemOf(run.id, ++position, file))
    await db.insertInto('importItem').values(values).execute()
  }
  return { position, leftOut }
}

function itemOf(runId: string, position: number, { path, byteSize, locator, refusal }: SourceFile) {
  // Shown and compared in the form in which it is kept; the locator finds the file itself.
  const shown = cleanPath(path) ?? path.slice(0, 1000).replaceAll('\0', '')
  return {
    ...{ runId, position, externalId: shown.slice(0, 500) || `#${position}`, path: shown || null, byteSize },
    ...{ locator: JSON.stringify({ ...locator, path: path.replaceAll('\0', '') }), fields: '{}', facts: '{}' },
    ...(refusal ? { state: 'refused' as const, reason: refusal } : {}),
  }
}

async function* mappedRows(services: ImportServices, run: ImportRun) {
  for await (const { number, cells } of manifestRows(services, run)) yield { number, ...mapRow(cells, run.columns) }
}

type NumberedRow = MappedRow & { number: number }

interface Found {
  id: number
  rowNumber: number | null
  state: string
}

/** Gives rows to the items of their files; those without a file become items of their own. Returns the last position. */
async function stageRows(
  db: Db,
  { run, rows, position }: { run: ImportRun; rows: NumberedRow[]; position: number },
): Promise<number> {
  const files = await filesOfRows(db, run.id, rows)
  const known = await knownIds(db, run.source, rows)
  let last = position
  return inTransaction(db, async (trx) => {
    const taken = new Set<number>()
    const matched: MatchedRow[] = []
    const own = []
    for (const row of rows) {
      const item = files.get(row)
      const isTaken = item && (item.rowNumber !== null || taken.has(item.id))
      const given = {
        externalId: row.externalId || `#${row.number}`,
        rowNumber: row.number,
        fields: JSON.stringify(row.fields),
      }
      const { reason, ...facts } = row.error ?? {}
      if (item && !isTaken) {
        taken.add(item.id)
        const isRefused = !!reason && item.state === 'waiting'
        matched.push({ id: item.id, ...given, reason: isRefused ? reason : null, facts: JSON.stringify(facts) })
        continue
      }
      const refusal =
        reason ?? (isTaken ? 'file_listed_twice' : known.has(row.externalId) && !row.file ? undefined : 'file_missing')
      own.push({
        ...{ ...given, runId: run.id, position: ++last, path: row.file || null, byteSize: null, locator: '{}' },
        facts: JSON.stringify(facts),
        ...(refusal ? { state: 'refused' as const, reason: refusal } : { path: null }),
      })
    }
    await giveRows(trx, matched)
    if (own.length) await trx.insertInto('importItem').values(own).execute()
    return last
  })
}

interface MatchedRow {
  id: number
  externalId: string
  rowNumber: number
  fields: string
  /** Why the row is refused; the items of files that are refused already keep their own reason. */
  reason: string | null
  facts: string
}

/** Gives rows to the items of their files, in one statement. */
async function giveRows(trx: Tx, rows: MatchedRow[]): Promise<void> {
  const column = <K extends keyof MatchedRow>(name: K) => rows.map((row) => row[name])
  await sql`update import_item item set external_id = given.external_id, row_number = given.row_number,
      fields = given.fields::jsonb,
      state = case when given.reason is null then item.state else 'refused' end,
      reason = coalesce(given.reason, item.reason),
      facts = case when given.reason is null then item.facts else given.facts::jsonb end
    from unnest(${column('id')}::bigint[], ${column('externalId')}::text[], ${column('rowNumber')}::int[],
      ${column('fields')}::text[], ${column('reason')}::text[], ${column('facts')}::text[])
      as given (id, external_id, row_number, fields, reason, facts)
    where item.id = given.id`.execute(trx)
}

/** Finds the file of each row: by its path in the source, or by the end of one path alone. */
async function filesOfRows(db: Db, runId: string, rows: NumberedRow[]): Promise<Map<NumberedRow, Found>> {
  const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
  const wanted = rows.map((row) => row.file || row.externalId)
  const names = [...new Set(wanted.map(nameOf))]
  const { rows: found } = await sql<Found & { path: string; baseName: string }>`
    select id, path, base_name as "baseName", row_number as "rowNumber", state from import_item
    where run_id = ${runId} and base_name = any(${names}::text[]) and locator <> '{}'::jsonb`.execute(db)
  const byName = grouped(found)
  const files = new Map<NumberedRow, Found>()
  rows.forEach((row, index) => {
    const path = wanted[index] ?? ''
    const candidates = byName.get(nameOf(path)) ?? []
    const ending = candidates.filter((item) => item.path.endsWith(`/${path}`))
    const item = candidates.find((each) => each.path === path) ?? (ending.length === 1 ? ending[0] : undefined)
    if (item) files.set(row, item)
  })
  return files
}

function grouped<T extends { baseName: string }>(items: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(item.baseName, [...(groups.get(item.baseName) ?? []), item])
  return groups
}

/** Returns those external ids of rows that the source has brought before: such a row needs no file. */
async function knownIds(db: Db, source: string, rows: NumberedRow[]): Promise<Set<string>> {
  const ids = rows.map((row) => row.externalId)
  const found = await db
    .selectFrom('importedAsset')
    .select('externalId')
    .where('source', '=', source)
    .where('externalId', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return new Set(found.map((row) => row.externalId))
}

/** Of several items with one external id, the first is imported. */
async function refuseRepeated(db: Db, runId: string): Promise<void> {
  await sql`update import_item item set state = 'refused', reason = 'duplicate_id'
    from (select id, row_number() over (partition by external_id order by position) as nth
      from import_item where run_id = ${runId} and state = 'waiting') as ranked
    where ranked.id = item.id and ranked.nth > 1`.execute(db)
}

async function* inBatches<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const each of all) {
    batch.push(each)
    if (batch.length < AT_ONCE) continue
    yield batch
    batch = []
  }
  if (batch.length) yield batch
}
