import { z } from 'zod'
import { startBulkEdit, undoBulkEdit } from '~/domain/bulk/bulk-edits.commands.server'
import { countOutcomes, findBulkEdit } from '~/domain/bulk/bulk-edits.queries.server'
import { staffAction, staffLoader, withoutPage } from '~/http/route.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

export const loader = staffLoader('editor', async ({ db, params }) =>
  Response.json({ progress: await progressOf(db, params.edit) }, { headers: { 'cache-control': 'no-store' } }),
)

const Act = z.strictObject({ intent: z.enum(['run', 'undo']) })

/** Begins a change of many cells, or another that takes it back, and returns how far that is. */
export const action = withoutPage(
  staffAction('editor', Act, async ({ db, person, params, input }) => {
    const edit = await findBulkEdit(db, params.edit)
    if (!edit) throw new DomainError('bulk_edit.unknown')
    if (input.intent === 'undo') return { progress: await progressOf(db, await undoBulkEdit(db, person, edit.id)) }
    await startBulkEdit(db, person, edit.id)
    return { progress: await progressOf(db, edit.id) }
  }),
)

/** How far a change of many cells is. */
export interface CellEditProgress {
  id: string
  isOver: boolean
  changed: number
  /** Assets that stay as they are, since somebody changed them meanwhile or they are gone. */
  refused: number
}

async function progressOf(db: Db, id: string | undefined): Promise<CellEditProgress> {
  const edit = await findBulkEdit(db, id)
  if (!edit) throw new DomainError('bulk_edit.unknown')
  const { outcomes, total, waiting } = await countOutcomes(db, edit.id)
  const changed = outcomes.changed ?? 0
  const refused = total - waiting - changed - (outcomes.unchanged ?? 0)
  return { id: edit.id, isOver: edit.state !== 'planned' && edit.state !== 'running', changed, refused }
}
