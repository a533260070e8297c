import { redirect } from '@remix-run/node'
import { waitingIds } from '~/domain/review/review.queries.server'
import type { StaffContext } from '~/http/context.server'
import { urls } from '~/urls'
import { neighbours } from './neighbours'

/** Runs a decision after which an asset does not wait any more, and leads to what waits next: as data to a script, else there. */
export async function leadOn({ db, request }: StaffContext, assetId: string, decide: () => Promise<void>) {
  const { next, previous } = neighbours(await waitingIds(db), assetId)
  await decide()
  const id = next ?? previous
  const to = id ? urls.review.item(id) : urls.review.queue()
  return request.headers.get('accept') === 'application/json' ? { to } : redirect(to)
}
