import { z } from 'zod'
import { undoSwap } from '~/domain/swaps/swaps.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', z.strictObject({}), async ({ db, person, params }) => {
    const places = await undoSwap(db, person, params.swap ?? '')
    return { done: 'undone', places }
  }),
)
