import { BulkAct } from '~/domain/bulk/bulk'
import { actOnSelection } from '~/domain/bulk/bulk.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', BulkAct, async ({ db, person, viewer, input, locale }) => ({
    report: await actOnSelection(db, { person, viewer }, input, locale),
  })),
)
