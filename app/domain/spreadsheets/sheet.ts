import { z } from 'zod'

/** A spreadsheet that was uploaded, to change the assets of its rows. */
export const NewSheet = z.strictObject({ uploadId: z.string().min(1, 'form.required').max(200) })

/** Rows of one spreadsheet, and problems of it that are kept. */
export const [MOST_ROWS, MOST_PROBLEMS] = [20_000, 500]

/** Why a row or a cell changes nothing; a key of the `spreadsheets` locale file. */
export type SheetProblemCode =
  | 'no_id'
  | 'unknown_asset'
  | 'repeated_asset'
  | 'other_kind'
  | 'too_long'
  | 'not_a_value'
  | 'no_term'
  | 'no_person'
  | 'no_asset'
  | 'ambiguous'
  | 'required'
  | 'too_many'
