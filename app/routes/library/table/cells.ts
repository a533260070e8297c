import { CellInput } from '~/domain/cells/cell'
import { cellsOf } from '~/domain/cells/cells.queries.server'
import { setCell } from '~/domain/cells/set-cell.commands.server'
import { staffAction, staffLoader, withoutPage } from '~/http/route.server'
import { DomainError } from '~/platform/errors'
import { fieldColumns } from './columns'

export const loader = staffLoader('viewer', async ({ db, viewer, url, locale, now }) => {
  const ids = (url.searchParams.get('ids') ?? '').split(',')
  const columns = fieldColumns((url.searchParams.get('columns') ?? '').split(','))
  const cells = await cellsOf({ db, viewer, now }, ids, columns, locale)
  return Response.json({ cells }, { headers: { 'cache-control': 'no-store' } })
})

export const action = withoutPage(
  staffAction('editor', CellInput, ({ db, person, viewer, input, locale }) => {
    if (input.person && input.person !== person.id) throw new DomainError('sign_in.required')
    return setCell(db, { person, viewer }, input, locale)
  }),
)
