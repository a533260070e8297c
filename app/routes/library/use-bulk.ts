import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkActName, BulkReport } from '~/domain/bulk/bulk'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'

interface Answer {
  report?: BulkReport
  result?: { error?: Record<string, string[] | null> | null }
}

/** Actions and the action that undoes them; the others ask for confirmation first. */
const UNDO: Partial<Record<BulkActName, BulkActName>> = { submit: 'take_back', move: 'move_back' }

/**
 * Runs actions on a selection. Success is shown as a message, with undo if possible; if any item was refused, the
 * report stays open until closed. `onDone` receives the report.
 */
export function useBulk(onDone?: (report: BulkReport) => void) {
  const { t } = useTranslation('selection')
  const toast = useToast()
  const fetcher = useFetcher<Answer>()
  const [report, setReport] = useState<BulkReport>()
  const told = useRef<BulkReport>()

  const run = (act: BulkActName, ids: Iterable<string>, more: FormData = new FormData()) => {
    more.set('act', act)
    more.set('assets', [...ids].join(','))
    fetcher.submit(more, { method: 'post', action: urls.library.bulk() })
  }
  const undo = ({ act, done }: BulkReport) => {
    const back = UNDO[act]
    return back && done.length > 0 ? () => run(back, done) : undefined
  }

  useEffect(() => {
    const found = fetcher.data?.report
    if (fetcher.state !== 'idle' || !found || told.current === found) return
    told.current = found
    if (found.refused.length > 0) setReport(found)
    else {
      const onAction = undo(found)
      const text = t(`done.${found.act}`, { count: found.done.length })
      toast({ text, action: onAction && { label: t('undo'), onAction } })
    }
    if (found.done.length > 0) onDone?.(found)
  })

  return {
    run,
    undo,
    report,
    closeReport: () => setReport(undefined),
    busy: fetcher.state !== 'idle',
    errors: fetcher.data?.result?.error ?? {},
  }
}

export type Bulk = ReturnType<typeof useBulk>
