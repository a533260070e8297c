import { restoreVersion } from '~/domain/assets/restore-version.commands.server'
import { ChosenVersion } from '~/domain/assets/version-note'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', ChosenVersion, async ({ db, services, person, params, input }) => {
    const { storage } = services
    const { number } = await restoreVersion({ db, storage }, person, params.asset ?? '', input.versionId)
    return { done: 'restore', number }
  }),
)
