import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import type { SheetProblem } from '~/domain/bulk/bulk-edit'
import { kindsOf } from '~/domain/bulk/kinds.queries.server'
import { givenValues, MOST_VALUES } from '~/domain/bulk/operate'
import type { PlannedRow } from '~/domain/bulk/row-edits.commands.server'
import type { RowChange } from '~/domain/bulk/sheet-outcomes.server'
import { FIELD_ID, keywordsOf } from '~/domain/metadata/built-in'
import { appliesTo, type MetadataField } from '~/domain/metadata/field'
import { type KeywordMeanings, writtenKeywords } from '~/domain/metadata/keywords'
import { areKeywordsOpen, keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { namesIn } from '~/domain/metadata/resolve-terms.commands.server'
import { type Content, isSame, leavesNone, type MetadataValue, valuesAt } from '~/domain/metadata/value'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { findTerms } from '~/domain/metadata/vocabularies.queries.server'
import type { TableRow } from '~/platform/csv-rows.server'
import { type Db, dbNow } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import type { ReadColumn } from './read-columns'
import type { SheetProblemCode } from './sheet'

interface Asked {
  viewer: Viewer
  columns: readonly ReadColumn[]
  /** Ids of earlier rows; those of these are added. */
  seen: Set<string>
}

type Told = Omit<SheetProblem, 'row' | 'code'> & { code: SheetProblemCode }

const LONGEST_TOLD = 200

/** Returns what rows would change. A row with a cell that cannot be changes nothing at all, and each such cell is told. */
export async function planRows(
  db: Db,
  { viewer, columns, seen }: Asked,
  rows: readonly TableRow[],
): Promise<{ rows: PlannedRow[]; problems: SheetProblem[] }> {
  const key = columns.find(({ column }) => column.has === 'id')?.header ?? ''
  const idOf = ({ cells }: TableRow) => (cells[key] ?? '').trim().toLowerCase()
  const ids = [...new Set(rows.map(idOf).filter(isId))]
  const decisionOn = await authorize(db, viewer, ids, await dbNow(db))
  const kinds = await kindsOf(db, ids)
  const stored = await valuesOf(db, ids)
  const terms = await termsIn(db, columns, rows)
  const keywords = await meaningsIn(db, columns, { rows, stored: stored.values() })
  const planned: PlannedRow[] = []
  const problems: SheetProblem[] = []
  for (const row of rows) {
    const assetId = idOf(row)
    const tell = (told: Told) => problems.push({ row: row.number, ...told, text: told.text.slice(0, LONGEST_TOLD) })
    const isRepeated = seen.has(assetId)
    seen.add(assetId)
    const kind = kinds.get(assetId)
    const id = { column: key, text: row.cells[key] ?? '' }
    if (!assetId) tell({ ...id, code: 'no_id' })
    else if (kind === undefined || !decisionOn('see', assetId)?.allowed) tell({ ...id, code: 'unknown_asset' })
    else if (isRepeated) tell({ ...id, code: 'repeated_asset' })
    else {
      const { changes, told } = planCells(columns, row, {
        ...{ kind, stored: stored.get(assetId) ?? [], terms, keywords },
      })
      if (told.length > 0) told.forEach(tell)
      else planned.push({ row: row.number, assetId, changes })
    }
  }
  return { rows: planned, problems }
}

function planCells(
  columns: readonly ReadColumn[],
  { cells }: TableRow,
  {
    kind,
    stored,
    terms,
    keywords,
  }: { kind: string; stored: readonly MetadataValue[]; terms: Terms; keywords: KeywordMeanings },
): { changes: RowChange[]; told: Told[] } {
  const changes: RowChange[] = []
  const told: Told[] = []
  for (const { header, column } of columns) {
    if (column.has !== 'values') continue
    const { field, locale } = column
    const text = cells[header] ?? ''
    const before = valuesAt(stored, { fieldId: field.id, locale })
    const read = valuesIn(field, text, terms)
    const values = field.id === FIELD_ID.keywords ? withTerms(read, { before, keywords }) : read
    const code = typeof values === 'string' ? values : !appliesTo(field, kind) && text.trim() ? 'other_kind' : undefined
    if (code) told.push({ column: header, text, code })
    else if (typeof values !== 'string' && !isSame(before, values))
      changes.push({ fieldId: field.id, locale, before: [...before], values: [...values] })
  }
  told.push(...emptied(columns, changes, stored))
  return { changes, told }
}

/** Ids of terms by the names of one vocabulary. */
type Terms = ReadonlyMap<number, ReadonlyMap<string, number>>

/** Returns the terms that the cells name, by vocabulary, in one statement for each. */
async function termsIn(db: Db, columns: readonly ReadColumn[], rows: readonly TableRow[]): Promise<Terms> {
  const names = new Map<number, Set<string>>()
  for (const { header, column } of columns) {
    const vocabularyId = column.has === 'values' ? column.field.vocabularyId : null
    if (column.has !== 'values' || vocabularyId === null) continue
    const known = names.get(vocabularyId) ?? new Set()
    for (const { cells } of rows) for (const name of namesIn(column.field, cells[header] ?? '')) known.add(name)
    names.set(vocabularyId, known)
  }
  const found = new Map<number, Map<string, number>>()
  for (const [vocabularyId, known] of names) found.set(vocabularyId, await findTerms(db, vocabularyId, [...known]))
  return found
}

/** Returns what the keywords of the rows and of their assets mean. */
async function meaningsIn(
  db: Db,
  columns: readonly ReadColumn[],
  { rows, stored }: { rows: readonly TableRow[]; stored: Iterable<readonly MetadataValue[]> },
): Promise<KeywordMeanings> {
  const read = columns.find(({ column }) => column.has === 'values' && column.field.id === FIELD_ID.keywords)
  const typed = rows.flatMap(({ cells }) => (read ? keywordsOf(cells[read.header] ?? '') : []))
  const held = [...stored].flat().flatMap(({ fieldId, text }) => (fieldId === FIELD_ID.keywords && text ? [text] : []))
  return { ...(await keywordMeanings(db, [...typed, ...held])), isOpen: await areKeywordsOpen(db) }
}

/** Returns keywords as their terms are written, or that a closed vocabulary does not have one of them. */
function withTerms(
  read: readonly Content[] | SheetProblemCode,
  { before, keywords }: { before: readonly Content[]; keywords: KeywordMeanings },
): readonly Content[] | SheetProblemCode {
  if (typeof read === 'string') return read
  const textsOf = (values: readonly Content[]) => values.flatMap(({ text }) => text ?? [])
  const written = writtenKeywords(keywords, { typed: textsOf(read), held: textsOf(before) })
  return written.keywords ? written.keywords.map((text) => ({ text })) : 'no_term'
}

/** Returns the values that a cell says, or why it says none. */
function valuesIn(field: MetadataField, text: string, terms: Terms): readonly Content[] | SheetProblemCode {
  if (field.vocabularyId !== null) {
    const found = namesIn(field, text).map((name) => terms.get(field.vocabularyId ?? 0)?.get(name))
    const ids = found.filter((id) => id !== undefined)
    return ids.length < found.length ? 'no_term' : [...new Set(ids)].map((termId) => ({ termId }))
  }
  const given = givenValues({ act: 'set', value: text }, field)
  if (given.refused) return given.refused === 'too_long' ? 'too_long' : 'not_a_value'
  return given.values.length > MOST_VALUES ? 'too_many' : given.values
}

/** Required fields that would have no text in any language. */
function emptied(
  columns: readonly ReadColumn[],
  changes: readonly RowChange[],
  stored: readonly MetadataValue[],
): Told[] {
  return columns.flatMap(({ header, column }) => {
    if (column.has !== 'values' || !column.field.isRequired) return []
    const of = changes.filter(({ fieldId }) => fieldId === column.field.id)
    const had = stored.filter(({ fieldId }) => fieldId === column.field.id)
    const isCause = of.some(({ locale, values }) => locale === column.locale && values.length === 0)
    return isCause && leavesNone(had, of) ? [{ column: header, text: '', code: 'required' as const }] : []
  })
}
