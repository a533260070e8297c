import { ChosenVersion } from '~/domain/assets/version-note'
import { withdrawVersion } from '~/domain/review/withdraw-version.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('manager', ChosenVersion, async ({ db, person, params, input }) => {
    await withdrawVersion(db, person, params.asset ?? '', input.versionId)
    return { done: 'withdraw_version' }
  }),
)
