import type { ViewScope } from '~/domain/access/access'
import { listCollections } from '~/domain/collections/collection-assets.queries.server'
import { smartAmong } from '~/domain/collections/smart-collections.queries.server'
import { listFolders } from '~/domain/folders/folders.queries.server'
import type { Person } from '~/domain/identity/person'
import { listAgreements } from '~/domain/intake/agreements.queries.server'
import type { Brief } from '~/domain/intake/brief'
import { labelOf } from '~/domain/metadata/field'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { shareState } from '~/domain/shares/share'
import { findShare, listShares } from '~/domain/shares/shares.queries.server'
import { choosableTemplates } from '~/domain/templates/applied-template.queries.server'
import { pickText } from '~/platform/language'
import { portalChoices } from '../shares/share-terms.server'
import { kitPictures } from './kit-pictures.server'

/** Something that a brief can refer to. */
export interface Choice {
  id: string
  name: string
}

export type BriefChoices = Awaited<ReturnType<typeof loadChoices>>

/** Returns what a brief can refer to, with what `brief` refers to now, whatever became of it. */
export async function loadChoices(scope: ViewScope, person: Person, locale: string, brief?: Brief) {
  const { db, viewer, now } = scope
  const collections = await listCollections(db, viewer, now)
  const smart = await smartAmong(
    db,
    collections.map(({ id }) => id),
  )
  const agreements = await listAgreements(db)
  const asked = new Set(brief?.fields.map(({ fieldId }) => fieldId))
  return {
    portals: await portalChoices(db, locale, now, brief?.portalId),
    folders: (await listFolders(db)).map(({ id, path }): Choice => ({ id, name: path })),
    collections: collections
      .filter(({ id }) => !smart.has(id) || id === brief?.collectionId)
      .map(
        ({ id, title, slug, sourceLocale }): Choice => ({
          id,
          name: pickText(title, locale, sourceLocale)?.value ?? slug,
        }),
      ),
    templates: (await choosableTemplates(db)).map(({ id, name }): Choice => ({ id, name })),
    shares: await shareChoices(scope, person, brief),
    agreements: agreements
      .filter(({ id, retiredAt }) => !retiredAt || id === brief?.agreementId)
      .map(({ id, name }): Choice => ({ id, name })),
    // A guest cannot name another file of the library.
    fields: (await listFields(db))
      .filter(({ id, type, retiredAt }) => type !== 'asset' && (!retiredAt || asked.has(id)))
      .map((field) => ({ id: field.id, key: field.key, label: labelOf(field, locale) })),
    pictures: brief?.shareId ? await kitPictures(scope, { person, shareId: brief.shareId, brief }, locale) : [],
  }
}

async function shareChoices({ db, now }: ViewScope, person: Person, brief?: Brief): Promise<Choice[]> {
  const open = (await listShares(db, person)).filter((share) => shareState(share, now) !== 'revoked')
  const current = brief?.shareId && !open.some(({ id }) => id === brief.shareId) && (await findShare(db, brief.shareId))
  return [...(current ? [current] : []), ...open].map(({ id, title }) => ({ id, name: title }))
}
