import { setTimeout as sleep } from 'node:timers/promises'
import { hasPeople } from '~/domain/identity/people.queries.server'
import { services } from '~/http/services.server'

/** A dependency that has not responded after this time counts as not ready. */
const PATIENCE_MS = 3000

/** Returns whether this process is ready: the database responds and has our tables, and the object store responds. */
export async function loader() {
  const [database, store] = await Promise.all([
    answers(async () => hasPeople((await services()).db)),
    answers(async () => (await services()).storage.head('ready/probe')),
  ])
  const ready = database && store
  return Response.json(
    { ready, database, store },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

function answers(ask: () => Promise<unknown>): Promise<boolean> {
  const asked = ask().then(
    () => true,
    () => false,
  )
  return Promise.race([asked, sleep(PATIENCE_MS, false, { ref: false })])
}
