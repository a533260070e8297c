import { z } from 'zod'
import type { Deleted } from '~/domain/bin/bin'
import { deletePortal } from '~/domain/portals/portal-deletion.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('manager', z.strictObject({}), async ({ db, person, params }) => {
    const id = params.portal ?? ''
    await deletePortal(db, person, id)
    return { kind: 'portal', ids: [id], refused: 0 } satisfies Deleted
  }),
)
