import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { follow, unfollow } from '~/domain/notices/follows.commands.server'
import { staffAction } from '~/http/route.server'
import { urls } from '~/urls'

const Follow = z
  .strictObject({ asset: z.uuid().optional(), collection: z.uuid().optional(), act: z.enum(['follow', 'unfollow']) })
  .refine(({ asset, collection }) => (asset === undefined) !== (collection === undefined), {
    path: ['asset'],
    message: 'form.required',
  })

/** Follows an asset or a collection, or ends it, and leads back to its page. */
export const action = staffAction('viewer', Follow, async ({ db, viewer, now, person, input }) => {
  const { asset, collection, act } = input
  const followed = asset ? { assetId: asset } : { collectionId: collection ?? '' }
  if (act === 'follow') await follow({ db, viewer, now }, person.id, followed)
  else await unfollow({ db }, person.id, followed)
  return redirect(asset ? urls.library.asset(asset) : urls.collections.edit(collection ?? ''))
})
