import type { ViewScope } from '~/domain/access/access'
import { countDuplicates } from '~/domain/duplicates/duplicates.queries.server'
import { languagesInUse } from '~/domain/metadata/completeness.queries.server'
import { listPortals } from '~/domain/portals/portals.queries.server'
import type { Total } from '~/domain/search/facets.queries.server'
import { countMatching } from '~/domain/search/library.queries.server'
import { pickText } from '~/platform/language'
import { type Queue, queuesFor } from './queue'

/** A queue with the number of files in it, up to 2,000. */
export type CountedQueue = Queue & Total

/** Portals that have a queue; those beyond are found by `incomplete:`. */
const MOST_PORTALS = 20

/** Returns all queues with how many files they hold that the viewer sees, of duplicates how many pairs. */
export async function loadQueues(scope: ViewScope, locale: string): Promise<CountedQueue[]> {
  const { db } = scope
  const portals = (await listPortals(db)).slice(0, MOST_PORTALS).map(({ slug, name, sourceLocale }) => ({
    ...{ slug, name: pickText(name, locale, sourceLocale)?.value ?? slug },
  }))
  const counted: CountedQueue[] = []
  for (const queue of queuesFor(await languagesInUse(db), portals))
    counted.push({ ...queue, ...(await countQueue(scope, queue)) })
  return counted
}

const countQueue = (scope: ViewScope, { name, q }: Queue): Promise<Total> =>
  name === 'duplicates' ? countDuplicates(scope) : countMatching(scope, name === 'failed' ? { problem: true } : { q })
