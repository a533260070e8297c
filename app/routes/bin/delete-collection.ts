import { z } from 'zod'
import type { Deleted } from '~/domain/bin/bin'
import { deleteCollection } from '~/domain/collections/collection-deletion.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

export const action = withoutPage(
  staffAction('editor', z.strictObject({}), async ({ db, person, params }) => {
    const id = params.collection ?? ''
    await deleteCollection(db, person, id)
    return { kind: 'collection', ids: [id], refused: 0 } satisfies Deleted
  }),
)
