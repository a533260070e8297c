import { cleanPath } from '~/domain/assets/file-name'
import { foldersOfPath } from '~/domain/folders/folder'
import { CREDIT_NAMES, CREDITS, type Credits, keywordsOf, TEXTS, type TextField } from '~/domain/metadata/built-in'
import type { Localized } from '~/platform/language'
import { isWebAddress } from '~/platform/web-address'
import type { ColumnField } from './import'
import { textField } from './import-fields'

/** What a row gives of an asset; what it leaves empty is not here, and stays as it is. */
export interface GivenFields {
  texts?: Partial<Record<TextField, Localized>>
  keywords?: string[]
  credits?: Partial<Record<keyof Credits, string>>
  collections?: string[]
  /** Names of folders from the top. */
  folders?: string[]
}

export interface MappedRow {
  /** Empty when the row names none: then its file is. */
  externalId: string
  /** Path of the file in the source; empty when the row names none. */
  file: string
  fields: GivenFields
  error?: CellError
}

/** Why a row cannot be imported, and in which column. */
export interface CellError {
  reason: 'cell_too_long' | 'cell_bad_url' | 'cell_outside' | 'row_without_id'
  column?: string
  most?: number
}

const LONGEST_ID = 500

/** Returns what a row means, by the fields of its columns; an invalid cell makes an error with its column. */
export function mapRow(cells: Record<string, string>, columns: readonly ColumnField[]): MappedRow {
  const row: MappedRow = { externalId: '', file: '', fields: {} }
  for (const { column, field } of columns) {
    const cell = (cells[column] ?? '').normalize('NFC').trim()
    if (!field || !cell) continue
    const error = setField(row, field, cell)
    if (error && !row.error) row.error = { ...error, column }
  }
  if (!row.externalId) row.externalId = row.file
  if (!row.externalId && !row.error) row.error = { reason: 'row_without_id' }
  return row
}

function setField(row: MappedRow, field: string, cell: string): CellError | undefined {
  const { fields } = row
  const localized = textField(field)
  if (localized) {
    const { name, locale } = localized
    fields.texts = { ...fields.texts, [name]: { ...fields.texts?.[name], [locale]: cell } }
    return tooLong(cell, TEXTS[name])
  }
  switch (field) {
    case 'external_id':
      row.externalId = cell
      return tooLong(cell, LONGEST_ID)
    case 'file':
      return setFile(row, cell)
    case 'folder':
      fields.folders = foldersOfPath(cell.replaceAll('>', '/'))
      return undefined
    case 'collection':
      fields.collections = collectionsOf(cell)
      return undefined
    case 'keywords':
      fields.keywords = keywordsOf(cell.replaceAll('|', ','))
      return undefined
    default:
      return setCredit(fields, field, cell)
  }
}

/** Paths of other systems may have backslashes and begin at a root; what leads out of the source names no file of it. */
function setFile(row: MappedRow, cell: string): CellError | undefined {
  if (cell.split(/[/\\]/).includes('..')) return { reason: 'cell_outside' }
  row.file = cleanPath(cell.replace(/^[a-z]:/i, '')) ?? ''
  return tooLong(cell, 1000)
}

function setCredit(fields: GivenFields, field: string, cell: string): CellError | undefined {
  const name = CREDIT_NAMES.find((each) => CREDITS[each][0] === field)
  if (!name) return undefined
  fields.credits = { ...fields.credits, [name]: cell }
  if (name === 'licenceUrl' && !isWebAddress(cell)) return { reason: 'cell_bad_url' }
  return tooLong(cell, CREDITS[name][1])
}

const tooLong = (cell: string, most: number): CellError | undefined =>
  [...cell.slice(0, most * 2 + 1)].length > most ? { reason: 'cell_too_long', most } : undefined

/** Collections are no tree: a path becomes one title. */
const collectionsOf = (cell: string): string[] =>
  [...new Set(cell.split(/[;|\n]/).map((title) => titleOf(foldersOfPath(title.replaceAll('>', '/')))))]
    .filter(Boolean)
    .slice(0, 20)

/** At most 200 units, not cut within a character. */
const titleOf = (path: string[]): string =>
  path
    .join(' / ')
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
