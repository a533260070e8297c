import { LibraryLookInput } from '~/domain/identity/library-look'
import { chooseLibraryLook } from '~/domain/identity/own-account.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('viewer', LibraryLookInput, async ({ db, person, input }) => {
    await chooseLibraryLook(db, person, input)
    return { done: 'look' }
  }),
)
