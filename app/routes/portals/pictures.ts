import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { listLibrary } from '~/domain/search/library.queries.server'
import { staffLoader } from '~/http/route.server'

/** Pictures of the library to choose from, one page of them; or with `id` that one alone. */
export const loader = staffLoader('editor', async ({ db, viewer, url, locale, now }) => {
  const id = url.searchParams.get('id')
  if (id) {
    const assets = await staffAssets(db, viewer, [id], locale, now)
    return { assets, total: assets.length, next: undefined }
  }
  const q = url.searchParams.get('q') || undefined
  const before = url.searchParams.get('before') || undefined
  return listLibrary(db, viewer, { q, before, picture: true }, locale, now)
})
