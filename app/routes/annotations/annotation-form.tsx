import { useFetcher } from '@remix-run/react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { useScripted } from '~/ui/scripting'
import { urls } from '~/urls'
import type { ListedOn } from './annotation-panel'
import { useAnnotations } from './annotations-context'
import { MentionArea } from './mention-area'
import { type Refused, useRefused } from './refused'

export interface AnnotationFormProps {
  /** What is done, and with what. */
  fields: Record<string, string>
  label: string
  send: string
  text?: string
  on: ListedOn
  takesFocus?: boolean
  onSent: (number: number) => void
  onCancel?: () => void
  /** Further fields, with the errors of each. */
  children?: (errors: Record<string, string[] | undefined>) => ReactNode
}

interface Answer {
  result?: Refused
  done?: string
  number?: number
}

/** A form with a comment: sent in place, and without scripts to a page that leads back. */
export function AnnotationForm(props: AnnotationFormProps) {
  const { fields, label, send, text, on, takesFocus, onSent, onCancel, children } = props
  const { t } = useTranslation('annotations')
  const assetId = useAnnotations()?.data.assetId ?? ''
  const scripted = useScripted()
  const fetcher = useFetcher<Answer>()
  const { data, state } = fetcher
  const form = useRef<HTMLFormElement>(null)
  useSentOnce(state === 'idle' ? data : undefined, (number) => {
    form.current?.reset()
    onSent(number)
  })
  const before = useRefused(fields)
  const refused = data?.result ?? before
  const errors: Record<string, string[] | undefined> = Object.fromEntries(
    Object.entries(refused?.error ?? {}).map(([name, messages]) => [name, messages ?? undefined]),
  )
  const general = Object.entries(errors).flatMap(([name, messages = []]) => (NAMED.has(name) ? [] : messages))
  const typed = before?.initialValue?.text
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
    else if (event.key === 'Escape' && !event.defaultPrevented && isEmpty(event.currentTarget)) onCancel?.()
    else return
    event.preventDefault()
  }
  return (
    <fetcher.Form
      ref={form}
      method="post"
      action={urls.library.annotations(assetId)}
      className="stack-s"
      onKeyDown={onKeyDown}
    >
      {Object.entries(scripted ? fields : { ...fields, from: on }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {general.length > 0 && (
        <Notice tone="bad" live="polite">
          {general.join(' ')}
        </Notice>
      )}
      {children?.(errors)}
      <MentionArea
        label={label}
        defaultValue={typeof typed === 'string' ? typed : text}
        errors={errors.text}
        takesFocus={takesFocus}
      />
      <p className="button-row">
        <Button type="submit" size="s" variant="primary" busy={state !== 'idle'}>
          {send}
        </Button>
        {onCancel && scripted && (
          <Button size="s" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </p>
    </fetcher.Form>
  )
}

/** Fields that show their own errors. */
const NAMED = new Set(['text', 'start', 'end'])

const isEmpty = (form: HTMLFormElement): boolean => !form.querySelector('textarea')?.value.trim()

/** Calls `onSent` once for each answer that something was done. */
function useSentOnce(answer: Answer | undefined, onSent: (number: number) => void): void {
  const told = useRef<Answer>()
  useEffect(() => {
    if (answer?.number === undefined || told.current === answer) return
    told.current = answer
    onSent(answer.number)
  }, [answer, onSent])
}
