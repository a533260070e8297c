import type { ViewScope } from '~/domain/access/access'
import { linksFor } from '~/domain/delivery/linked-assets.queries.server'
import { titlesOfAssets } from '~/domain/metadata/linked-assets.queries.server'
import { namesOfPersons } from '~/domain/metadata/named-person-names.queries.server'
import type { MetadataValue } from '~/domain/metadata/value'
import { urls } from '~/urls'

/** Something that a field of persons or links holds, under the name by which it is typed. */
export interface HeldReference {
  label: string
  /** The page that it leads to; absent for an asset in the bin. */
  href?: string
  /** Title of the asset that took the place of the one that is held. */
  leadsTo?: string
}

/** Returns what values of persons and of links to assets are shown as, by the value's place in the list; others are left out. */
export async function loadReferences(
  { db, viewer, now }: ViewScope,
  values: readonly MetadataValue[],
  { assetId, locale }: { assetId: string; locale: string },
): Promise<Map<MetadataValue, HeldReference>> {
  const persons = await namesOfPersons(
    db,
    values.flatMap(({ namedPersonId }) => namedPersonId ?? []),
  )
  const ids = values.flatMap(({ otherId }) => otherId ?? [])
  const titles = await titlesOfAssets(db, ids, locale)
  const links = await linksFor({ db, viewer, now }, { from: assetId, locale, hrefOf: urls.library.asset })(ids)
  return new Map(
    values.flatMap((value): [MetadataValue, HeldReference][] => {
      const person = persons.get(value.namedPersonId ?? 0)
      if (person) return [[value, { label: person.name, href: urls.namedPersons.edit(person.id) }]]
      const title = titles.get(value.otherId ?? '')
      if (value.otherId === undefined || title === undefined) return []
      const link = links.get(value.otherId)
      const isMoved = link && link.href !== urls.library.asset(value.otherId)
      return [[value, { label: title, href: link?.href, leadsTo: isMoved ? link.title : undefined }]]
    }),
  )
}
