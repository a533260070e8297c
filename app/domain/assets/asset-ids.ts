import { z } from 'zod'

/** As many assets as one selection holds and one act takes. */
export const MOST_SELECTED = 5000

const WITH_COMMA = 37

/** Ids of assets as one field, separated by commas: 5,000 fields of one name cost a parser far more. Each id once. */
export const AssetIds = z
  .string()
  .max(MOST_SELECTED * WITH_COMMA)
  .transform((list) => [...new Set(list.split(','))])
  .pipe(z.array(z.uuid()).min(1).max(MOST_SELECTED))
