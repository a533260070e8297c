import type { SubmissionResult } from '@conform-to/react'
import { useFetcher } from '@remix-run/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button, type ButtonProps } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { Notice } from '~/ui/notice'
import { refusalsOf } from '~/ui/refusals'

interface Answer {
  result?: SubmissionResult<string[]>
  number?: number
}

interface VersionActProps {
  versionId: string
  action: string
  variant: ButtonProps['variant']
  label: string
  /** The same for those who do not see which version it is beside, and in the question. */
  named: string
  title: string
  /** What happens, in the question. */
  children: ReactNode
  danger?: boolean
  /** Called once with the number of the version that was made. */
  onMade?: (number: number) => void
}

/** Does something with an older version, after a question that says what happens. */
export function VersionAct(props: VersionActProps) {
  const { versionId, action, variant, label, named, title, children, danger, onMade } = props
  const fetcher = useFetcher<Answer>()
  const [isAsking, setAsking] = useState(false)
  const { data, state } = fetcher
  useMadeOnce(state === 'idle' ? data : undefined, onMade)
  const problems = state === 'idle' ? refusalsOf(data?.result) : []
  return (
    <>
      <Button size="s" variant={variant} busy={state !== 'idle'} aria-label={named} onClick={() => setAsking(true)}>
        {label}
      </Button>
      {problems.length > 0 && (
        <Notice tone="bad" live="polite">
          {problems.join(' ')}
        </Notice>
      )}
      <ConfirmDialog
        open={isAsking}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false)
          fetcher.submit({ versionId }, { method: 'post', action })
        }}
        title={title}
        confirmLabel={named}
        danger={danger}
      >
        <div className="stack">{children}</div>
      </ConfirmDialog>
    </>
  )
}

/** Calls `onMade` for each answer with a number, not again when the page is rendered anew. */
function useMadeOnce(answer: Answer | undefined, onMade: VersionActProps['onMade']): void {
  const told = useRef<Answer>()
  useEffect(() => {
    if (!answer?.number || told.current === answer) return
    told.current = answer
    onMade?.(answer.number)
  }, [answer, onMade])
}
