import { ToldApart } from '~/domain/duplicates/duplicate'
import { tellApart } from '~/domain/duplicates/not-duplicates.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', ToldApart, async ({ db, person, input }) => {
    const isUndone = input.undo === 'on'
    await tellApart(db, person, input.assets, { isUndone })
    return { done: isUndone ? 'undone' : 'apart' }
  }),
)
