import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { IconButton } from './icon-button'

export interface ToastMessage {
  text: string
  /** An act such as undo, offered for as long as the message stays. */
  action?: { label: string; onAction: () => void }
}

/** Acts can be undone for ten seconds; the message stays as long. */
const SHOWN_MS = 10_000

const ToastContext = createContext<(message: ToastMessage) => void>(() => {})

/** Says something that has happened, politely, at the foot of the page. */
export const useToast = () => useContext(ToastContext)

/** Holds the messages of a page; wrap the document's content in it once. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('ui')
  const [toasts, setToasts] = useState<(ToastMessage & { id: number })[]>([])
  const show = useCallback((message: ToastMessage) => {
    setToasts((current) => [...current.slice(-2), { ...message, id: (current.at(-1)?.id ?? 0) + 1 }])
  }, [])
  const dismiss = useCallback((id: number) => setToasts((current) => current.filter((toast) => toast.id !== id)), [])
  return (
    <ToastContext.Provider value={show}>
      {children}
      <section className="toasts" aria-label={t('toast.region')} aria-live="polite">
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} onDismiss={dismiss} />
        ))}
      </section>
    </ToastContext.Provider>
  )
}

function Toast({ toast, onDismiss }: { toast: ToastMessage & { id: number }; onDismiss: (id: number) => void }) {
  const { t } = useTranslation('ui')
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => onDismiss(toast.id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [held, onDismiss, toast.id])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: holding the timer while it is read adds no act of its own
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>{toast.text}</p>
      {toast.action && (
        <Button
          size="s"
          onClick={() => {
            toast.action?.onAction()
            onDismiss(toast.id)
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon="close" size="s" label={t('toast.dismiss')} onClick={() => onDismiss(toast.id)} />
    </div>
  )
}
