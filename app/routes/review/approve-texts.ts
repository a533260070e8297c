import { z } from 'zod'
import { approveValues } from '~/domain/review/approve-values.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

/** Approves the changed texts of an approved asset. */
export const action = withoutPage(
  staffAction('manager', z.strictObject({}), async ({ db, person, params }) => {
    await approveValues(db, person, params.asset ?? '')
    return { done: 'approved' }
  }),
)
