import { z } from 'zod'
import { RelationInput, relationOf } from '~/domain/relations/relation'
import { addRelation, removeRelation } from '~/domain/relations/relations.commands.server'
import { staffAction, withoutPage } from '~/http/route.server'

const Change = RelationInput.extend({ act: z.enum(['add', 'remove']) })

export const action = withoutPage(
  staffAction('editor', Change, async ({ db, person, params, input: { act, ...said } }) => {
    const relation = relationOf(params.asset ?? '', said)
    if (act === 'add') await addRelation(db, person, relation)
    else await removeRelation(db, person, relation)
    return { done: act }
  }),
)
