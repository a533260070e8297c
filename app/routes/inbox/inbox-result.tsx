import type { SubmissionResult } from '@conform-to/react'
import { Form, useLocation } from '@remix-run/react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { useShortcut } from '~/ui/shortcuts'

export interface InboxAnswer {
  told?: string
  ids?: string[]
  count?: number
  name?: string
  result?: SubmissionResult<string[]>
}

/** What was done with notices, and the way back. */
export function InboxResult({ answer }: { answer: unknown }) {
  const { t } = useTranslation('inbox')
  const { pathname, search } = useLocation()
  const undo = useRef<HTMLButtonElement>(null)
  const { told, ids = [], count, name, result } = (answer ?? {}) as InboxAnswer
  useShortcut('u', told === 'done' ? () => undo.current?.click() : undefined)
  const errors = Object.values(result?.error ?? {}).flatMap((each) => each ?? [])
  if (errors.length > 0)
    return (
      <Notice tone="bad" live="assertive">
        {errors.join(' ')}
      </Notice>
    )
  if (!told) return null
  return (
    <Notice
      tone={told === 'nothing' ? 'warn' : 'ok'}
      live="polite"
      actions={
        told === 'done' &&
        ids.length > 0 && (
          <Form method="post" action={`${pathname}${search}`} preventScrollReset>
            {ids.map((id) => (
              <input key={id} type="hidden" name="ids" value={id} />
            ))}
            <Button ref={undo} type="submit" name="act" value="undone" size="s" icon="undo">
              {t('told.undo')}
            </Button>
          </Form>
        )
      }
    >
      {t(`told.${told}`, { count, name: name && `\u2068${name}\u2069` })}
    </Notice>
  )
}
