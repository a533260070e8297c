import { BinSelection } from '~/domain/bin/bin'
import { purge } from '~/domain/bin/purge.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('manager', BinSelection, async ({ db, person, input }) => {
    await purge(db, person, input)
    return { done: 'purged' }
  }),
)
