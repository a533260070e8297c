import { useRevalidator } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkActName, BulkReport } from '~/domain/bulk/bulk'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'
import { mergedReports } from './merged-reports'
import { post, reasonOf } from './post'

/** Actions and the action that undoes them; the others ask for confirmation first. */
const UNDO: Partial<Record<BulkActName, BulkActName>> = { submit: 'take_back', move: 'move_back' }

/** Assets that are sent at once: an answer comes within seconds, and says how far a large selection is. */
const AT_ONCE = 1000

/**
 * Runs actions on a selection, in parts. Success is shown as a message, with undo if possible; if any item was refused, the
 * report stays open until closed. `onDone` receives the report. What was done stays done when a later part fails.
 */
export function useBulk(onDone?: (report: BulkReport) => void) {
  const { t } = useTranslation(['selection', 'errors'])
  const toast = useToast()
  const { revalidate } = useRevalidator()
  const [report, setReport] = useState<BulkReport>()
  const [progress, setProgress] = useState<{ done: number; total: number }>()
  const [errors, setErrors] = useState<Record<string, string[] | null>>({})
  useStay(progress !== undefined)

  /** Returns the reports of the parts; fewer when one could not be sent. */
  const send = async (act: BulkActName, ids: readonly string[], more: FormData): Promise<BulkReport[]> => {
    const reports: BulkReport[] = []
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      setProgress({ done: at, total: ids.length })
      more.set('act', act)
      more.set('assets', ids.slice(at, at + AT_ONCE).join(','))
      const answer = await post<{ report?: BulkReport }>(urls.library.bulk(), more).catch(() => undefined)
      if (answer?.report) reports.push(answer.report)
      else {
        setErrors(answer?.result?.error ?? {})
        if (!answer?.result?.error) toast({ text: (answer && reasonOf(answer)) || t('errors:internal') })
        break
      }
    }
    return reports
  }
  const run = async (act: BulkActName, ids: Iterable<string>, more: FormData = new FormData()) => {
    if (progress) return
    setErrors({})
    const made = mergedReports(await send(act, [...ids], more))
    setProgress(undefined)
    if (!made) return
    revalidate()
    if (made.refused.length > 0) setReport(made)
    else {
      const onAction = undo(made)
      toast({
        text: t(`done.${made.act}`, { count: made.done.length }),
        action: onAction && { label: t('undo'), onAction },
      })
    }
    if (made.done.length > 0) onDone?.(made)
  }
  const undo = ({ act, done }: BulkReport) => {
    const back = UNDO[act]
    return back && done.length > 0 ? () => void run(back, done) : undefined
  }
  return {
    run: (act: BulkActName, ids: Iterable<string>, more?: FormData) => void run(act, ids, more),
    undo,
    report,
    closeReport: () => setReport(undefined),
    busy: progress !== undefined,
    /** How far a selection is that is sent in several parts. */
    progress: progress && progress.total > AT_ONCE ? progress : undefined,
    errors,
  }
}

export type Bulk = ReturnType<typeof useBulk>

/** The browser asks before a tab is closed half-way. */
function useStay(isRunning: boolean): void {
  useEffect(() => {
    if (!isRunning) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isRunning])
}
