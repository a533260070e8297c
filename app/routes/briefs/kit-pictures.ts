import { staffLoader } from '~/http/route.server'
import { kitPictures } from './kit-pictures.server'

/** The pictures of a reference kit by their titles, to choose from for a slot. */
export const loader = staffLoader('editor', async ({ db, viewer, person, now, params, locale }) =>
  Response.json({ pictures: await kitPictures({ db, viewer, now }, person, params.share ?? '', locale) }),
)
