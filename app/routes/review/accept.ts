import { AcceptAs, acceptAsVersion } from '~/domain/intake/decide-file.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'
import { leadOn } from './decided.server'

/** Accepts a file that a guest brought as the next version of an asset. */
export const action = withoutPage(
  staffAction('manager', AcceptAs, (context) => {
    const id = context.params.asset ?? ''
    return leadOn(context, id, () => acceptAsVersion(context.db, context.person, id, context.input))
  }),
)
