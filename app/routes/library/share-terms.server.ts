import { listPortals } from '~/domain/portals/portals.server'
import { DEFAULT_DAYS } from '~/domain/shares/share'
import type { Db } from '~/platform/db.server'
import { pickText } from '~/platform/language'
import { localOf } from '~/platform/zoned-time'

/** The portals whose look a link can wear. */
export async function portalChoices(db: Db, locale: string): Promise<{ id: string; name: string }[]> {
  const portals = await listPortals(db)
  return portals.map(({ id, slug, name, sourceLocale }) => ({
    id,
    name: pickText(name, locale, sourceLocale)?.value ?? slug,
  }))
}

/** Thirty days from now at six in the evening, where the office is. */
export function defaultEnd(now: Date, zone: string): string {
  const day = localOf(new Date(now.getTime() + DEFAULT_DAYS * 86_400_000), zone).slice(0, 10)
  return `${day}T18:00`
}
