import { redirect } from '@remix-run/node'
import { NewSelection } from '~/domain/search/selection'
import { storeSelection } from '~/domain/search/selection.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'
import { urls } from '~/urls'

const PAGES = { show: urls.library.grid, share: urls.shares.new, edit: urls.bulkEdits.new }

export const action = withoutPage(
  staffAction('editor', NewSelection, async ({ db, person, input }) => {
    const selection = await storeSelection(db, person, input.assets, input.into)
    if (input.use === 'keep') return { selection }
    return redirect(PAGES[input.use]({ selection }))
  }),
)
