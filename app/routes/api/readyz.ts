import { sql } from 'kysely'
import { services } from '~/http/services.server'

/** Ready means: the database answers and holds our tables, and the object store answers. */
export async function loader() {
  const { db, storage } = await services()
  const checks = await Promise.allSettled([sql`select 1 from person limit 1`.execute(db), storage.head('ready/probe')])
  const [database, store] = checks.map((check) => check.status === 'fulfilled')
  const ready = !!database && !!store
  return Response.json(
    { ready, database, store },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}
