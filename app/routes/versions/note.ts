import { VersionNote } from '~/domain/assets/version-note'
import { noteVersion } from '~/domain/assets/version-notes.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', VersionNote, async ({ db, person, params, input }) => {
    await noteVersion(db, person, params.asset ?? '', input)
    return { done: 'note' }
  }),
)
