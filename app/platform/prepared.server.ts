// Ours: Kysely names no statements, and pg prepares only those with a name.
import { sql } from 'kysely'

const MARK = '/* prepared */'

/**
 * Marks a frequent statement of constant text, so that the database parses and plans it once per connection. Use as
 * `.modifyFront(prepared)` in a select, and only if the best plan does not depend on the parameters.
 */
export const prepared = sql.raw<unknown>(MARK)

/**
 * Limit of prepared texts: plans use memory in the database, so a text that varies by mistake must not be prepared
 * without end.
 */
const MOST = 100

/**
 * Returns a function that maps a marked statement to its name, the same for the same text; undefined for unmarked
 * statements and beyond the limit.
 */
export function preparedNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    if (!text.includes(MARK)) return undefined
    const known = names.get(text)
    if (known || names.size >= MOST) return known
    const name = `prepared_${names.size + 1}`
    names.set(text, name)
    return name
  }
}
