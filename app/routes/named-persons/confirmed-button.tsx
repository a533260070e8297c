import { useSubmit } from '@remix-run/react'
import { type ReactNode, useRef, useState } from 'react'
import { Button } from '~/ui/button'
import { ConfirmDialog } from '~/ui/confirm-dialog'
import { useScripted } from '~/ui/scripting'

interface ConfirmedButtonProps {
  /** Sent as `intent` with the form around the button. */
  intent: string
  label: string
  title: string
  /** What cannot be undone. */
  children: ReactNode
  busy?: boolean
}

/** Sends the form around it after a confirmation; without scripts at once. */
export function ConfirmedButton({ intent, label, title, children, busy }: ConfirmedButtonProps) {
  const submit = useSubmit()
  const scripted = useScripted()
  const button = useRef<HTMLButtonElement>(null)
  const [isAsking, setAsking] = useState(false)
  const send = () => {
    setAsking(false)
    const form = button.current?.form
    if (!form) return
    const data = new FormData(form)
    data.set('intent', intent)
    submit(data, { method: 'post' })
  }
  return (
    <>
      <Button
        ref={button}
        type={scripted ? 'button' : 'submit'}
        name="intent"
        value={intent}
        variant="danger-quiet"
        busy={busy}
        onClick={scripted ? () => setAsking(true) : undefined}
      >
        {label}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onCancel={() => setAsking(false)}
        onConfirm={send}
        title={title}
        confirmLabel={label}
        danger
      >
        {children}
      </ConfirmDialog>
    </>
  )
}
