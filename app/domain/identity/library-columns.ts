import { z } from 'zod'

/** Most columns of a table, beside the name of the file. */
export const MOST_COLUMNS = 30
/** Limits of the width of a column, in pixels. */
export const [LEAST_WIDTH, MOST_WIDTH] = [80, 800]

/** A column that was chosen: what it shows, and its width in pixels where that was changed. */
export interface LibraryColumn {
  /** `fact:added`, `field:keywords`, or of a field in a language `field:title:en`. */
  key: string
  width?: number
}

const COLUMN = /^((?:fact|field):[a-z][a-z0-9_]{0,39}(?::[a-z]{2,3})?)(?:=(\d{2,3}))?$/

/**
 * Columns of the table in their order, as text: `field:keywords=240,fact:added`, the number a width; `default` for those that
 * fit the person and language. What is not known any more is left out when it is shown.
 */
export const LibraryColumns = z
  .string()
  .min(1)
  .max(2000)
  .refine((text) => text === 'default' || text.split(',').every((part) => COLUMN.test(part)))
export type LibraryColumns = z.output<typeof LibraryColumns>

/** Returns the columns, each once; undefined where none were chosen. */
export function columnsIn(text: LibraryColumns): LibraryColumn[] | undefined {
  if (text === 'default') return undefined
  const columns = new Map<string, LibraryColumn>()
  for (const part of text.split(',')) {
    const [, key, width] = COLUMN.exec(part) ?? []
    if (key && !columns.has(key)) columns.set(key, { key, width: width ? within(Number(width)) : undefined })
  }
  return [...columns.values()].slice(0, MOST_COLUMNS)
}

/** Returns columns as text; those of the default when there are none. */
export const writeColumns = (columns: readonly LibraryColumn[]): LibraryColumns =>
  columns.map(({ key, width }) => (width ? `${key}=${within(width)}` : key)).join(',') || 'default'

const within = (width: number) => Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)))
