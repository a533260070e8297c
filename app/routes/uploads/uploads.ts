import { listUploads } from '~/domain/assets/uploads.queries.server'
import { staffLoader } from '~/http/route.server'

export const loader = staffLoader('editor', async ({ db, person }) =>
  Response.json({ uploads: await listUploads(db, person) }, { headers: { 'cache-control': 'no-store' } }),
)
