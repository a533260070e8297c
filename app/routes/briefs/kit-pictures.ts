import { findBrief } from '~/domain/intake/briefs.queries.server'
import { staffLoader } from '~/http/route.server'
import { kitPictures } from './kit-pictures.server'

/** The pictures of a reference kit by their titles, to choose from for a slot. */
export const loader = staffLoader('editor', async ({ db, viewer, person, now, params, url, locale }) => {
  const brief = await findBrief(db, url.searchParams.get('brief') ?? undefined)
  const asked = { person, shareId: params.share ?? '', brief }
  return Response.json({ pictures: await kitPictures({ db, viewer, now }, asked, locale) })
})
