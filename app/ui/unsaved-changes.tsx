import { useBlocker } from '@remix-run/react'
import {
  createContext,
  type ReactNode,
  type RefCallback,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from './confirm-dialog'

interface Unsaved {
  /** Notes whether the form `key` holds changes that are not saved. */
  note: (key: string, changed: boolean) => void
}

const UnsavedContext = createContext<Unsaved>({ note: () => {} })

/**
 * Asks before a page is left on which a form holds unsaved changes: inside the product by a dialog, else by the browser.
 * One for all forms of a page, since a router knows one blocker at a time. Wrap the staff pages in it once.
 */
export function UnsavedChangesGuard({ children }: { children: ReactNode }) {
  const { t } = useTranslation('ui')
  const changed = useRef(new Set<string>())
  const [guarding, setGuarding] = useState(false)
  const note = useCallback((key: string, is: boolean) => {
    if (is) changed.current.add(key)
    else changed.current.delete(key)
    setGuarding(changed.current.size > 0)
  }, [])
  // Asked at the moment of leaving; another query of the same page leaves its forms as they are.
  const blocker = useBlocker(
    useCallback<Extract<Parameters<typeof useBlocker>[0], (...args: never[]) => unknown>>(
      ({ currentLocation, nextLocation }) =>
        changed.current.size > 0 && currentLocation.pathname !== nextLocation.pathname,
      [],
    ),
  )
  useEffect(() => {
    if (!guarding) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [guarding])
  const context = useMemo(() => ({ note }), [note])
  return (
    <UnsavedContext.Provider value={context}>
      {children}
      <ConfirmDialog
        open={blocker.state === 'blocked'}
        onCancel={() => blocker.reset?.()}
        onConfirm={() => {
          changed.current.clear()
          setGuarding(false)
          blocker.proceed?.()
        }}
        title={t('unsaved.title')}
        confirmLabel={t('unsaved.discard')}
        cancelLabel={t('unsaved.stay')}
        danger
      >
        {t('unsaved.text')}
      </ConfirmDialog>
    </UnsavedContext.Provider>
  )
}

/**
 * Watches a form: whether what it would send differs from what it would have sent when it appeared or was last saved.
 * `saved` is the answer that said it was saved, a new object each time; what was typed while it was under way is a change.
 * Give the form the returned `ref`.
 */
export function useUnsavedChanges(saved: unknown): { ref: RefCallback<HTMLFormElement>; changed: boolean } {
  const key = useId()
  const { note } = useContext(UnsavedContext)
  const [form, setForm] = useState<HTMLFormElement | null>(null)
  const [changed, setChanged] = useState(false)
  const base = useRef('')
  const sent = useRef<string>()

  useEffect(() => {
    // A form that is gone, since what it was for is done, holds nothing that could be lost.
    setChanged(false)
    if (!form) return
    base.current = contentOf(form)
    sent.current = undefined
    const compare = () => setChanged(contentOf(form) !== base.current)
    const keep = () => {
      sent.current = contentOf(form)
    }
    form.addEventListener('input', compare)
    form.addEventListener('change', compare)
    form.addEventListener('submit', keep)
    return () => {
      form.removeEventListener('input', compare)
      form.removeEventListener('change', compare)
      form.removeEventListener('submit', keep)
    }
  }, [form])
  useEffect(() => {
    if (!saved || !form) return
    base.current = sent.current ?? base.current
    setChanged(contentOf(form) !== base.current)
  }, [saved, form])
  useEffect(() => {
    note(key, changed)
    return () => note(key, false)
  }, [note, key, changed])

  return { ref: setForm, changed }
}

/** Tells the form around an element that a value in it was changed by a script, which no browser does. */
export const tellChange = (element: Element | null): void =>
  void element?.dispatchEvent(new Event('change', { bubbles: true }))

/** What the form would send, as text. */
const contentOf = (form: HTMLFormElement): string =>
  JSON.stringify([...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]))
