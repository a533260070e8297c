import { createHmac, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Query } from '~/domain/search/query/query'
import { textToKeep } from '~/domain/search/search-log'
import { countSearch } from '~/domain/search/search-log.commands.server'
import { log } from '~/platform/log.server'
import type { Context } from './context.server'

const TEN_MINUTES_MS = 600_000

/** Searches that one reader repeats, turns the pages of or reloads count once; who that is is known to this process alone. */
const lately = new LRUCache<string, true>({ max: 10_000, ttl: TEN_MINUTES_MS })
const key = randomBytes(32)

/** Counts a search without who made it. Never fails: a search is answered whether or not it is counted. */
export async function noteSearch(
  { db, request, network, person }: Context,
  query: Query,
  { portalId, foundNothing }: { portalId?: string; foundNothing: boolean },
): Promise<void> {
  const text = textToKeep(query)
  if (text === undefined || request.method !== 'GET') return
  const reader = createHmac('sha256', key)
    .update(JSON.stringify([person?.id ?? network, portalId, text]))
    .digest('base64')
  if (lately.has(reader)) return
  lately.set(reader, true)
  try {
    await countSearch(db, { text, portalId, foundNothing })
  } catch (error) {
    log.error({ err: error }, 'could not count a search')
  }
}
