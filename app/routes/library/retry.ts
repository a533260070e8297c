import { z } from 'zod'
import { retryRenditions } from '~/domain/renditions/retry-renditions.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', z.strictObject({}), async ({ db, person, params }) => {
    await retryRenditions(db, person, params.asset ?? '')
    return { done: 'retry' }
  }),
)
