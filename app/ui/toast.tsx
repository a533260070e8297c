import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button'
import { IconButton } from './icon-button'

export interface ToastMessage {
  text: string
  /** An action such as undo, available while the message is shown. */
  action?: { label: string; onAction: () => void }
}

/** How long a message is shown; actions can be undone for this long. */
const SHOWN_MS = 10_000

const ToastContext = createContext<(message: ToastMessage) => void>(() => {})

/** Returns a function that shows a message at the bottom of the page, announced politely. */
export const useToast = () => useContext(ToastContext)

/** Shows the messages of a page; wrap the document's content in it once. */
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
    // biome-ignore lint/a11y/noStaticElementInteractions: pausing the timer while it is read is not an action
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
