import { useNavigate } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useShortcut } from '~/ui/shortcuts'
import { useToast } from '~/ui/toast'

/** What was decided, and the address of what is next, where something is. */
interface Decided {
  done?: string
  to?: string
}

/**
 * Shows each decision as a message once, and opens what is next. Give it an answer of which the page's data has been loaded again:
 * a navigation before would abort the action's response.
 */
export function useDecided<Answer extends Decided>(
  answer: Answer | undefined,
  say: (done: NonNullable<Answer['done']>) => string,
): void {
  const navigate = useNavigate()
  const toast = useToast()
  const told = useRef<Answer>()
  useEffect(() => {
    if (!answer?.done || told.current === answer) return
    told.current = answer
    toast({ text: say(answer.done) })
    if (answer.to) navigate(answer.to)
  })
}

/** Gives a form that decides its keys, A for the button that approves and C for the note; returns where both are to be put. */
export function useDecisionKeys(mayDecide: boolean) {
  const approve = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLElement>(null)
  useShortcut('a', mayDecide ? () => approve.current?.click() : undefined)
  useShortcut('c', mayDecide ? () => box.current?.querySelector('textarea')?.focus() : undefined)
  return { approve, box }
}
