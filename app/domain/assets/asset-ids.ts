import { z } from 'zod'

/** Most assets in one selection. */
export const MOST_SELECTED = 100_000
/** Most assets in one request: a larger selection is sent in parts. */
export const MOST_AT_ONCE = 5000

const WITH_COMMA = 37

/** Asset ids as one comma-separated field, because 5,000 fields of one name cost a parser far more. Removes repeated ids. */
export const AssetIds = z
  .string()
  .max(MOST_AT_ONCE * WITH_COMMA)
  .transform((list) => [...new Set(list.split(','))])
  .pipe(z.array(z.uuid()).min(1).max(MOST_AT_ONCE))
