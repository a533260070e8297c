import { useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellAct, Cells } from '~/domain/cells/cell'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'
import { post, reasonOf } from '../post'
import type { CellEditProgress } from './cell-edit'
import type { CellEditPlan } from './cell-edits'
import type { CellStore } from './cell-store'

/** A change of many cells that is looked at before it is made. */
export interface Proposal extends CellEditPlan {
  act: CellAct
  ids: string[]
  /** Cells of the clipboard that have no place in the table. */
  outside: number
}

/** Cells that are filled or cleared without being asked about first; Undo takes them back. */
const ASKED_FROM = 50
const [ASK_AGAIN_MS, PATIENCE_MS] = [300, 600_000]

/**
 * Plans, makes and takes back changes of many cells. They are changes of many assets: made by a job, told in the history of each,
 * and taken back as a whole.
 */
export function useCellEdits(store: CellStore, announce: (text: string) => void) {
  const { t } = useTranslation('table')
  const toast = useToast()
  const { revalidate } = useRevalidator()
  const [proposal, setProposal] = useState<Proposal>()
  const [busy, setBusy] = useState<'planning' | 'running'>()

  const tell = (text: string) => {
    announce(text)
    toast({ text })
  }
  /** Runs one after the other; says what went wrong. */
  const during = async (what: 'planning' | 'running', work: () => Promise<void>) => {
    setBusy(what)
    try {
      await work()
    } catch {
      tell(t('many.failed'))
    } finally {
      setBusy(undefined)
    }
  }

  const propose = (act: CellAct, cells: Cells, outside = 0) =>
    during('planning', async () => {
      const answer = await post<{ plan?: CellEditPlan }>(urls.library.cellEdits(), {
        act,
        cells: JSON.stringify(cells),
      })
      if (!answer.plan) return tell(reasonOf(answer) || t('many.failed'))
      const made: Proposal = { ...answer.plan, act, outside, ids: cells.rows.map(({ asset }) => asset) }
      if (made.changed === 0 && made.refused + outside === 0) return tell(t('many.nothing'))
      if (act !== 'paste' && made.refused === 0 && made.changed <= ASKED_FROM) return run(made)
      setProposal(made)
    })

  const finish = async (address: string, intent: 'run' | 'undo'): Promise<CellEditProgress | undefined> => {
    const begun = await post<{ progress?: CellEditProgress }>(address, { intent })
    let { progress } = begun
    const until = Date.now() + PATIENCE_MS
    while (progress && !progress.isOver && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
      const response = await fetch(urls.library.cellEdits(progress.id), { headers: { accept: 'application/json' } })
      if (response.ok) progress = ((await response.json()) as { progress: CellEditProgress }).progress
    }
    if (!progress) tell(reasonOf(begun) || t('many.failed'))
    return progress
  }

  async function run(made: Proposal): Promise<void> {
    const progress = await finish(urls.library.cellEdits(made.editId), 'run')
    if (!progress) return
    if (progress.changed > 0) store.noteUndoable({ is: 'many', editId: made.editId, ids: made.ids })
    store.expire(made.ids)
    revalidate()
    const text = [
      t('many.done', { count: progress.changed }),
      progress.refused > 0 && t('many.refused', { count: progress.refused }),
    ]
    announce(text.filter(Boolean).join(' '))
    const undoIt = { label: t('undo.act'), onAction: () => void undo(made.editId, made.ids) }
    toast({ text: text.filter(Boolean).join(' '), action: progress.changed > 0 ? undoIt : undefined })
  }

  const undo = (editId: string, ids: string[]) =>
    during('running', async () => {
      const progress = await finish(urls.library.cellEdits(editId), 'undo')
      if (!progress) return
      const at = store.undoable.findIndex((each) => each.is === 'many' && each.editId === editId)
      if (at >= 0) store.undoable.splice(at, 1)
      store.expire(ids)
      revalidate()
      tell(t('undo.many', { count: progress.changed }))
    })

  return {
    /** Says something aloud and on the screen. */
    tell,
    proposal,
    busy,
    propose,
    undo,
    cancel: () => setProposal(undefined),
    confirm: () => {
      if (!proposal) return
      setProposal(undefined)
      void during('running', () => run(proposal))
    },
  }
}
