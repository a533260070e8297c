import type { SubmissionResult } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Notice } from '~/ui/notice'
import { useToast } from '~/ui/toast'
import { urls } from '~/urls'

interface Props {
  assetId: string
  versionId: string
  number: number
  /** The number that the restored version gets. */
  nextNumber: number
  /** The number of the version that outsiders get. */
  approvedNumber?: number
}

interface Answer {
  result?: SubmissionResult<string[]>
  number?: number
}

/** Restores an older version, after a question that says what happens. */
export function RestoreVersion({ assetId, versionId, number, nextNumber, approvedNumber }: Props) {
  const { t } = useTranslation('versions')
  const fetcher = useFetcher<Answer>()
  const [isAsking, setAsking] = useState(false)
  const toast = useToast()
  const told = useRef<Answer>()
  const { data, state } = fetcher
  useEffect(() => {
    if (state !== 'idle' || !data?.number || told.current === data) return
    told.current = data
    toast({ text: t('restore.done', { number: data.number, from: number }) })
  }, [data, state, number, toast, t])
  const problem = state === 'idle' ? data?.result?.error?.['']?.[0] : undefined
  return (
    <>
      <Button
        size="s"
        variant="plain"
        busy={state !== 'idle'}
        aria-label={t('restore.named', { number })}
        onClick={() => setAsking(true)}
      >
        {t('restore.button')}
      </Button>
      {problem && (
        <Notice tone="bad" live="polite">
          {problem}
        </Notice>
      )}
      <ConfirmDialog
        open={isAsking}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          fetcher.submit({ versionId }, { method: 'post', action: urls.library.restoreVersion(assetId) })
        }}
        title={t('restore.title', { number })}
        confirmLabel={t('restore.named', { number })}
      >
        <div className="stack">
          <p>{t('restore.text', { number, next: nextNumber })}</p>
          <p>
            {approvedNumber
              ? t('restore.approved_stays', { approved: approvedNumber, next: nextNumber })
              : t('restore.nothing_out')}
          </p>
        </div>
      </ConfirmDialog>
    </>
  )
}
