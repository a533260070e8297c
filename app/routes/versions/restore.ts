import { ChosenVersion } from '~/domain/assets/version-note'
import { restoreEdited } from '~/domain/edits/edits.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', ChosenVersion, async ({ db, services, person, params, input }) => {
    const { storage } = services
    const { number } = await restoreEdited({ db, storage }, person, params.asset ?? '', input.versionId)
    return { done: 'restore', number }
  }),
)
