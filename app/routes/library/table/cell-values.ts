import { suggestValues } from '~/domain/cells/suggest-values.queries.server'
import { findField } from '~/domain/metadata/fields.queries.server'
import { staffLoader } from '~/http/route.server'

const LONGEST = 100

export const loader = staffLoader('editor', async ({ db, url, locale }) => {
  const field = await findField(db, url.searchParams.get('field') ?? '')
  const typed = (url.searchParams.get('q') ?? '').slice(0, LONGEST)
  const values = field ? await suggestValues(db, field, typed, locale) : []
  return Response.json({ values }, { headers: { 'cache-control': 'no-store' } })
})
