import { z } from 'zod'
import { isLocale } from '~/platform/language'
import { storable } from '~/platform/storable-text'

/** What a field says of one asset in one language, as text. */
export interface Cell {
  /** As it is typed: a day as ISO 8601, `yes` or `no`, several values with semicolons between, terms by their names. */
  text: string
  /** Outsiders still get what was approved. */
  isPending?: boolean
  /** The text that it translates was changed. */
  isStale?: boolean
}

/** The cells of one asset. */
export interface RowCells {
  /** Its title in the best language, or the name of its file in the language that it is described in. */
  name: { text: string; locale: string; isFileName: boolean }
  fileName: string
  byteSize: number
  /** By `cellKey`; cells without a value are left out. */
  cells: Record<string, Cell>
}

/** Returns the key of a field's cells in a language, which is empty for a field without languages. */
export const cellKey = (field: string, locale: string): string => (locale ? `${field}:${locale}` : field)

const FieldKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const Language = z
  .string()
  .max(35)
  .default('')
  .refine((tag) => tag === '' || isLocale(tag), 'form.invalid')

/** Browsers send line breaks of a form as CR and LF. */
const Text = z
  .string()
  .max(40_000)
  .default('')
  .transform((text) => text.replace(/\r\n?/g, '\n'))

/** One cell as it was typed, and as it was when it was opened. */
export const CellInput = z.strictObject({
  asset: z.uuid(),
  /** Who typed it, who may have signed out since. */
  person: z.uuid().optional(),
  field: FieldKey,
  locale: Language,
  text: Text,
  before: Text,
})
export type CellInput = z.output<typeof CellInput>

/** Most rows of one change of many cells. */
export const MOST_ROWS = 5000
export const CELL_ACTS = ['paste', 'fill', 'clear'] as const
export type CellAct = (typeof CELL_ACTS)[number]

const Index = z.number().int().min(0).max(200_000)

/**
 * Many cells: for each row an asset, its place in the table, which of `heads` has the columns of its cells, and which of `texts`
 * each cell gets. Texts are sent once, since a column that is filled has one.
 */
const Cells = z.strictObject({
  heads: z
    .array(z.array(z.string().max(60).transform(storable)).min(1).max(31))
    .min(1)
    .max(100),
  // JSON holds what a form cannot; and of an empty text conform makes none.
  texts: z.array(z.string().max(40_000).default('').transform(storable)).max(200_000),
  rows: z
    .array(
      z.strictObject({
        asset: z.uuid(),
        number: z.number().int().min(1).max(100_000_000),
        head: Index,
        texts: z.array(Index).max(31),
      }),
    )
    .min(1)
    .max(MOST_ROWS),
})
export type Cells = z.output<typeof Cells>

/** Bytes of a form are limited; see `body-rules`. */
export const MOST_CELL_CHARACTERS = 1_500_000

export const CellsInput = z.strictObject({
  act: z.enum(CELL_ACTS),
  cells: z
    .string()
    .max(MOST_CELL_CHARACTERS)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'form.invalid' })
        return z.NEVER
      }
    })
    .pipe(Cells),
})
export type CellsInput = z.output<typeof CellsInput>
