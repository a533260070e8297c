import { z } from 'zod'

/** Most assets in one selection, and so in one command on a selection. */
export const MOST_SELECTED = 5000

const WITH_COMMA = 37

/** Asset ids as one comma-separated field, because 5,000 fields of one name cost a parser far more. Removes repeated ids. */
export const AssetIds = z
  .string()
  .max(MOST_SELECTED * WITH_COMMA)
  .transform((list) => [...new Set(list.split(','))])
  .pipe(z.array(z.uuid()).min(1).max(MOST_SELECTED))
