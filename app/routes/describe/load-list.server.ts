import type { ViewScope } from '~/domain/access/access'
import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import type { Person } from '~/domain/identity/person'
import { languagesInUse } from '~/domain/metadata/completeness.queries.server'
import { listPortals } from '~/domain/portals/portals.queries.server'
import { type Queue, queuesFor } from '~/domain/quality/queue'
import { savedLines } from '~/domain/quality/saved-lines.queries.server'
import { pickText } from '~/platform/language'

/** Returns the queue that a search is of; undefined for other searches. */
export async function queueOf(
  { db }: Pick<ViewScope, 'db'>,
  q: string | undefined,
  locale: string,
): Promise<Pick<Queue, 'name' | 'locale' | 'portal'> | undefined> {
  if (!q) return undefined
  const portals = (await listPortals(db)).map(({ slug, name, sourceLocale }) => ({
    ...{ slug, name: pickText(name, locale, sourceLocale)?.value ?? slug },
  }))
  const found = queuesFor(await languagesInUse(db), portals).find((queue) => queue.q === q)
  return found && { name: found.name, locale: found.locale, portal: found.portal }
}

/** What was saved last, and by what it is taken back. */
export interface LastSave {
  undo: string
  title: string
  count: number
}

/** Returns what a person saved before, by the text in the address; undefined for another text. */
export async function lastSave(
  scope: ViewScope,
  person: Person,
  { undo, locale }: { undo: string | null; locale: string },
): Promise<LastSave | undefined> {
  const lines = await savedLines(scope.db, person, undo ?? undefined)
  const ids = [...new Set(lines.map(({ assetId }) => assetId))]
  const [first] = await staffAssets(scope, ids.slice(0, 1), locale)
  return first && undo ? { undo, title: first.title, count: ids.length } : undefined
}
