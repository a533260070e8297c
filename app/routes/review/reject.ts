import { Rejection, rejectFile } from '~/domain/intake/decide-file.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'
import { leadOn } from './decided.server'

/** Rejects a file that a guest brought. */
export const action = withoutPage(
  staffAction('manager', Rejection, (context) => {
    const id = context.params.asset ?? ''
    return leadOn(context, id, () => rejectFile(context.db, context.person, id, context.input))
  }),
)
