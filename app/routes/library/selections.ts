import { redirect } from '@remix-run/node'
import { NewSelection } from '~/domain/search/selection'
import { storeSelection } from '~/domain/search/selection.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'
import { urls } from '~/urls'

/** Files of an upload that are described at once. */
const AT_ONCE = 10

const PAGES = {
  ...{ show: urls.library.grid, share: urls.shares.new, edit: urls.bulkEdits.new },
  describe: ({ selection }: { selection: string }) => urls.describe.start({ selection, many: AT_ONCE }),
}

export const action = withoutPage(
  staffAction('editor', NewSelection, async ({ db, person, input }) => {
    const selection = await storeSelection(db, person, input.assets, input.into)
    if (input.use === 'keep') return { selection }
    return redirect(PAGES[input.use]({ selection }))
  }),
)
