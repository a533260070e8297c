import { decideTexts } from '~/domain/review/approve-values.commands.server'
import { TextsStep } from '~/domain/review/review'
import { staffAction, withoutPage } from '~/http/route.server'

/** Decides about the changed texts of an approved asset. */
export const action = withoutPage(
  staffAction('manager', TextsStep, async ({ db, person, params, input }) => {
    await decideTexts(db, person, params.asset ?? '', input)
    return { done: input.decision }
  }),
)
