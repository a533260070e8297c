import type { Viewer } from '~/domain/access/access'
import { authorize } from '~/domain/access/authorize.server'
import { refusedName, type SheetProblem } from '~/domain/bulk/bulk-edit'
import { kindsOf } from '~/domain/bulk/kinds.queries.server'
import { givenValues, MOST_VALUES } from '~/domain/bulk/operate'
import type { PlannedRow } from '~/domain/bulk/row-edits.commands.server'
import type { RowChange } from '~/domain/bulk/sheet-outcomes.server'
import { FIELD_ID, keywordsOf } from '~/domain/metadata/built-in'
import { appliesTo, type MetadataField } from '~/domain/metadata/field'
import { contentsOfNames, findReferences } from '~/domain/metadata/find-references.queries.server'
import { type KeywordMeanings, writtenKeywords } from '~/domain/metadata/keywords'
import { areKeywordsOpen, keywordMeanings } from '~/domain/metadata/keywords.queries.server'
import { isReference, namesIn, type Reference } from '~/domain/metadata/reference'
import { type Content, isSame, leavesNone, type MetadataValue, valuesAt } from '~/domain/metadata/value'
import { valueTexts } from '~/domain/metadata/value-texts.queries.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import type { TableRow } from '~/platform/csv-rows.server'
import { type Db, dbNow } from '~/platform/db.server'
import { isId } from '~/platform/ids.server'
import { beginningOf } from '~/platform/storable-text'
import type { ReadColumn } from './read-columns'
import type { SheetProblemCode } from './sheet'
import { saysTheSame, writtenCell } from './written-cell'

interface Asked {
  viewer: Viewer
  columns: readonly ReadColumn[]
  /** The language in which terms have their names. */
  locale: string
  /** Ids of earlier rows; those of these are added. */
  seen: Set<string>
}

type Told = Omit<SheetProblem, 'row' | 'code'> & { code: SheetProblemCode }

const LONGEST_TOLD = 200

/**
 * Returns what rows would change. A row with a cell that cannot be changes nothing at all, and each such cell is told; one that
 * says what an export says of the asset is none, even if its field would not take that any more.
 */
export async function planRows(
  db: Db,
  { viewer, columns, locale, seen }: Asked,
  rows: readonly TableRow[],
): Promise<{ rows: PlannedRow[]; problems: SheetProblem[] }> {
  const key = columns.find(({ column }) => column.has === 'id')?.header ?? ''
  const idOf = ({ cells }: TableRow) => (cells[key] ?? '').trim().toLowerCase()
  const ids = [...new Set(rows.map(idOf).filter(isId))]
  const decisionOn = await authorize(db, viewer, ids, await dbNow(db))
  const kinds = await kindsOf(db, ids)
  const stored = await valuesOf(db, ids)
  const textOf = await valueTexts(db, stored.values(), { locale, isReadBack: true })
  const found = await referencesIn(db, columns, rows)
  const keywords = await meaningsIn(db, columns, { rows, stored: stored.values() })
  const planned: PlannedRow[] = []
  const problems: SheetProblem[] = []
  for (const row of rows) {
    const assetId = idOf(row)
    const tell = (told: Told) => problems.push({ row: row.number, ...told, text: beginningOf(told.text, LONGEST_TOLD) })
    const isRepeated = seen.has(assetId)
    seen.add(assetId)
    const kind = kinds.get(assetId)
    const id = { column: key, text: row.cells[key] ?? '' }
    if (!assetId) tell({ ...id, code: 'no_id' })
    else if (kind === undefined || !decisionOn('see', assetId)?.allowed) tell({ ...id, code: 'unknown_asset' })
    else if (isRepeated) tell({ ...id, code: 'repeated_asset' })
    else {
      const { changes, told } = planCells(columns, row, {
        ...{ assetId, kind, stored: stored.get(assetId) ?? [], textOf, found, keywords },
      })
      if (told.length > 0) told.forEach(tell)
      else planned.push({ row: row.number, assetId, changes })
    }
  }
  return { rows: planned, problems }
}

interface AskedCells {
  assetId: string
  kind: string
  stored: readonly MetadataValue[]
  textOf: (values: readonly Content[]) => string
  found: Found
  keywords: KeywordMeanings
}

function planCells(
  columns: readonly ReadColumn[],
  { cells }: TableRow,
  { assetId, kind, stored, textOf, found, keywords }: AskedCells,
): { changes: RowChange[]; told: Told[] } {
  const changes: RowChange[] = []
  const told: Told[] = []
  for (const { header, column } of columns) {
    if (column.has !== 'values') continue
    const { field, locale } = column
    const text = cells[header] ?? ''
    const before = valuesAt(stored, { fieldId: field.id, locale })
    if (saysTheSame(text, writtenCell(field.id, before, textOf))) continue
    const read = valuesIn(field, text, found)
    const values = field.id === FIELD_ID.keywords ? withTerms(read, { before, keywords }) : read
    const code = refusedCell(values, { assetId, mayHave: appliesTo(field, kind) || !text.trim() })
    if (code) told.push({ column: header, text, code })
    else if (typeof values !== 'string' && !isSame(before, values))
      changes.push({ fieldId: field.id, locale, before: [...before], values: [...values] })
  }
  told.push(...emptied(columns, changes, stored))
  return { changes, told }
}

/** Returns why a cell cannot be; a link to the asset itself leads nowhere. */
function refusedCell(
  values: readonly Content[] | SheetProblemCode,
  { assetId, mayHave }: { assetId: string; mayHave: boolean },
): SheetProblemCode | undefined {
  if (typeof values === 'string') return values
  if (values.some(({ otherId }) => otherId === assetId)) return 'not_a_value'
  return mayHave ? undefined : 'other_kind'
}

/** What names stand for, by the id of their field. */
type Found = ReadonlyMap<number, ReadonlyMap<string, Reference>>

/** Returns what the names in cells stand for, in one statement for each field. */
async function referencesIn(db: Db, columns: readonly ReadColumn[], rows: readonly TableRow[]): Promise<Found> {
  const found = new Map<number, ReadonlyMap<string, Reference>>()
  for (const { header, column } of columns) {
    if (column.has !== 'values' || !isReference(column.field.type)) continue
    const { field } = column
    const names = new Set(rows.flatMap(({ cells }) => namesIn(field, cells[header] ?? '')))
    found.set(field.id, await findReferences(db, field, [...names]))
  }
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
function valuesIn(field: MetadataField, text: string, found: Found): readonly Content[] | SheetProblemCode {
  if (isReference(field.type)) {
    const { contents, unknown } = contentsOfNames(namesIn(field, text), found.get(field.id) ?? new Map())
    if (unknown) return refusedName(unknown.issue)
    return contents.length > MOST_VALUES ? 'too_many' : contents
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
