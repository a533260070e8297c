import { type Need, needsNamed } from '~/domain/metadata/completeness'
import { loadNeeds, needsOfPortal } from '~/domain/metadata/completeness.queries.server'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { parseQuery } from '~/domain/search/query/parse'
import type { Db } from '~/platform/db.server'

/** What files are described for. */
export interface Purpose {
  /** What is asked of them. */
  needs: Need[]
  /** Whether older translations are to be brought up to date. */
  isOfTranslations: boolean
  /** Whether a search asks for it; else all that files get after an upload is asked. */
  isOfSearch: boolean
}

/** Returns what files are described for: what the search that found them asks, or all that they need. */
export async function purposeOf(db: Db, q: string | undefined): Promise<Purpose> {
  const terms = parseQuery(q ?? '').terms.filter((term) => term.type === 'field' && !term.isNot)
  const [fields, all] = [await listFields(db), await loadNeeds(db)]
  const needs: Need[] = []
  let isOfTranslations = false
  for (const term of terms) {
    if (term.type !== 'field') continue
    if (term.field === 'missing') needs.push(...needsNamed(term.value, fields, all))
    if (term.field === 'incomplete') needs.push(...(await needsOfPortal(db, term.value.toLowerCase())))
    if (term.field === 'is' && term.value === 'stale') isOfTranslations = true
  }
  const isOfSearch = needs.length > 0 || isOfTranslations
  return { needs: isOfSearch ? needs : all, isOfTranslations, isOfSearch }
}
