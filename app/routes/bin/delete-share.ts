import { z } from 'zod'
import type { Deleted } from '~/domain/bin/bin'
import { deleteShare } from '~/domain/shares/share-deletion.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', z.strictObject({}), async ({ db, person, params }) => {
    const id = params.share ?? ''
    await deleteShare(db, person, id)
    return { kind: 'share', ids: [id], refused: 0 } satisfies Deleted
  }),
)
