import { RightsInput } from '~/domain/rights/rights'
import { setRights } from '~/domain/rights/rights.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', RightsInput, async ({ db, person, params, input }) => {
    await setRights(db, person, params.asset ?? '', input)
    return { done: 'rights' }
  }),
)
