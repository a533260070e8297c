import { listPortals } from '~/domain/portals/portals.server'
import type { Db } from '~/platform/db.server'
import { pickText } from '~/platform/language'

/** The portals whose look a link can wear. */
export async function portalChoices(db: Db, locale: string): Promise<{ id: string; name: string }[]> {
  const portals = await listPortals(db)
  return portals.map(({ id, slug, name, sourceLocale }) => ({
    id,
    name: pickText(name, locale, sourceLocale)?.value ?? slug,
  }))
}
