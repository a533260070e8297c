import { log } from '~/platform/log.server'
import type { Asked } from './context.server'
import { isDisconnect } from './disconnect'
import { loggedPath } from './plain-path'

/** An outage is logged once in this time, however many requests fail by it. */
const OUTAGE_LINE_EVERY_MS = 10_000
let outageNotedAt = Number.NEGATIVE_INFINITY

/** Logs internal failures: an unforeseen error each time, an outage of the database every ten seconds. */
export function noteFailure({ request, url }: Pick<Asked, 'request' | 'url'>, status: number, error: unknown): void {
  // When the client left or was disconnected, whatever still used its socket fails; that is no failure of ours.
  if (request.signal.aborted || (status === 500 && isDisconnect(error))) return
  if (status === 500) log.error({ err: error, path: loggedPath(url.pathname) }, 'unforeseen error')
  if (status !== 503 || performance.now() - outageNotedAt < OUTAGE_LINE_EVERY_MS) return
  outageNotedAt = performance.now()
  log.error({ err: error }, 'the database does not answer')
}
