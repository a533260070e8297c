import type { SubmissionResult } from '@conform-to/react'
import { useNavigate } from '@remix-run/react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ToastMessage, useToast } from '~/ui/toast'
import { post, reasonOf } from '../library/post'

interface Answer {
  result?: SubmissionResult<string[]>
  to?: string
}

/**
 * Sends a form by which the asset of this page leaves the queue. The page is left without loading its data again, since the asset
 * may be in the bin then; `done` is the message on the next one.
 */
export function useDecisionForm(done: ToastMessage) {
  const { t } = useTranslation('errors')
  const navigate = useNavigate()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<SubmissionResult<string[]>>()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    const form = event.currentTarget
    void post<Answer>(form.action, new FormData(form))
      .then((answer) => {
        if (answer.to) {
          toast(done)
          navigate(answer.to)
        } else if (answer.result?.error) setResult(answer.result as SubmissionResult<string[]>)
        else toast({ text: reasonOf(answer) || t('internal') })
      })
      .catch(() => toast({ text: t('internal') }))
      .finally(() => setBusy(false))
  }
  return { onSubmit, busy, result }
}
