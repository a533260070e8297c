import { Rejection, rejectFile } from '~/domain/intake/decide-file.commands.server'
import { waitingIds } from '~/domain/review/review.queries.server'
import { staffAction, withoutPage } from '~/http/route.server'
import { urls } from '~/urls'
import { neighbours } from './neighbours'

/** Rejects a file that a guest brought, and leads on to what waits next. */
export const action = withoutPage(
  staffAction('manager', Rejection, async ({ db, person, params, input }) => {
    const id = params.asset ?? ''
    const { next, previous } = neighbours(await waitingIds(db), id)
    await rejectFile(db, person, id, input)
    const to = next ?? previous
    return { done: 'reject', to: to ? urls.review.item(to) : urls.review.queue() }
  }),
)
