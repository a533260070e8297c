import { ReviewStep } from '~/domain/review/review'
import { transition } from '~/domain/review/review.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', ReviewStep, async ({ db, person, params, input }) => {
    return { done: await transition(db, person, params.asset ?? '', input) }
  }),
)
