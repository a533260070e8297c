import { staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { listLibrary } from '~/domain/search/library.queries.server'
import { staffLoader } from '~/http/route.server'

/** Returns one page of pictures to choose from; with `id` only that asset. */
export const loader = staffLoader('editor', async ({ db, viewer, url, locale, now }) => {
  const id = url.searchParams.get('id')
  if (id) {
    const assets = await staffAssets({ db, viewer, now }, [id], locale)
    return { assets, total: assets.length, next: undefined }
  }
  const q = url.searchParams.get('q') || undefined
  const before = url.searchParams.get('before') || undefined
  return listLibrary({ db, viewer, now }, { q, before, picture: true }, locale)
})
