import { BinSelection } from '~/domain/bin/bin'
import { restore } from '~/domain/bin/restore.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', BinSelection, async ({ db, person, input }) => {
    await restore(db, person, input)
    return { done: 'restored' }
  }),
)
