import { suggestMentions } from '~/domain/annotations/mentionable.queries.server'
import { staffLoader } from '~/http/route.server'

/** Whom an annotation may mention, by what is typed after an `@`. */
export const loader = staffLoader('editor', async ({ db, url }) => {
  const q = url.searchParams.get('q') ?? ''
  return { q, persons: await suggestMentions(db, q) }
})
