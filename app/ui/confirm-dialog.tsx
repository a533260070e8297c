import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { Dialog } from './dialog'
import { TextField } from './text-field'

export interface ConfirmDialogProps {
  open: boolean
  onCancel: () => void
  onConfirm: () => void
  title: ReactNode
  /** The consequences, and which of them cannot be undone. */
  children: ReactNode
  /** Names the action ("Revoke link"), never "OK". */
  confirmLabel: string
  /** Names the alternative where "Cancel" could be mistaken for the action. */
  cancelLabel?: string
  danger?: boolean
  busy?: boolean
  /** A text the reader must type first, for actions that cannot be undone. */
  typed?: string
}

/** Asks for confirmation of an action. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onCancel, onConfirm, title, children, confirmLabel, cancelLabel, danger, busy, typed } = props
  const { t } = useTranslation('ui')
  const [word, setWord] = useState('')
  const ready = !typed || word.trim() === typed
  return (
    <Dialog
      open={open}
      onClose={onCancel}
      title={title}
      size="s"
      role="alertdialog"
      actions={
        <>
          <Button onClick={onCancel}>{cancelLabel ?? t('confirm.cancel')}</Button>
          <Button variant={danger ? 'danger' : 'primary'} busy={busy} disabled={!ready} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div>{children}</div>
      {typed && (
        <TextField
          label={t('confirm.typeToConfirm', { word: typed })}
          value={word}
          onChange={(event) => setWord(event.target.value)}
          autoComplete="off"
        />
      )}
    </Dialog>
  )
}
