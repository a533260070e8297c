// Ours: Kysely names no statements, and pg prepares only those with a name.
import { sql } from 'kysely'

const MARK = '/* prepared */'

/**
 * Marks a statement that is asked again and again in one wording: the database parses and plans it once for each connection.
 * Front of a select, `.modifyFront(prepared)`. Only for statements whose plan does not depend on what is asked for.
 */
export const prepared = sql.raw<unknown>(MARK)

/** Plans take memory in the database, so a wording that varies after all is prepared this often and no more. */
const MOST = 100

/** Returns the name of a marked statement, the same for the same text; undefined for others. */
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
