import { type Location, useBlocker, useNavigate } from '@remix-run/react'
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
  /** Records whether the form `key` holds unsaved changes. */
  note: (key: string, changed: boolean) => void
  /** Lets the form `key` be sent, wherever that leads. */
  send: (key: string) => void
}

const UnsavedContext = createContext<Unsaved>({ note: () => {}, send: () => {} })

/**
 * Asks for confirmation before leaving a page whose form holds unsaved changes: by a dialog within the product, by the
 * browser otherwise. One guard for all forms of a page, since a router supports one blocker at a time. Wrap the staff
 * pages in it once.
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
  const sent = useRef<string>()
  const send = useCallback((key: string) => {
    sent.current = key
    // The router asks within the event of the form.
    setTimeout(() => {
      sent.current = undefined
    })
  }, [])
  // Checked when leaving. A change of the query alone stays on the page and keeps its forms.
  const blocker = useBlocker(
    useCallback<Extract<Parameters<typeof useBlocker>[0], (...args: never[]) => unknown>>(
      ({ currentLocation, nextLocation }) =>
        [...changed.current].some((key) => key !== sent.current) && currentLocation.pathname !== nextLocation.pathname,
      [],
    ),
  )
  // The router forgets what it has blocked when it loads data again; the question stays until it is answered.
  const navigate = useNavigate()
  const [asked, setAsked] = useState<Location>()
  useEffect(() => {
    if (blocker.state === 'blocked') setAsked(blocker.location)
  }, [blocker])
  useEffect(() => {
    if (!guarding) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [guarding])
  const context = useMemo(() => ({ note, send }), [note, send])
  return (
    <UnsavedContext.Provider value={context}>
      {children}
      <ConfirmDialog
        open={asked !== undefined}
        onCancel={() => {
          setAsked(undefined)
          blocker.reset?.()
        }}
        onConfirm={() => {
          changed.current.clear()
          setGuarding(false)
          setAsked(undefined)
          if (blocker.state === 'blocked') blocker.proceed()
          else if (asked) navigate(asked)
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
 * Returns whether a form's contents differ from those when it appeared or was last saved; pass the returned `ref` to
 * the form. `saved` is the result of the action that saved it, a new object each time; input typed while it was running
 * counts as a change.
 */
export function useUnsavedChanges(saved: unknown): { ref: RefCallback<HTMLFormElement>; changed: boolean } {
  const key = useId()
  const { note, send } = useContext(UnsavedContext)
  const [form, setForm] = useState<HTMLFormElement | null>(null)
  const [changed, setChanged] = useState(false)
  const base = useRef('')
  const sent = useRef<string>()

  useEffect(() => {
    // A form that was removed, for example after its object was created, holds no changes.
    setChanged(false)
    if (!form) return
    base.current = contentOf(form)
    sent.current = undefined
    const compare = () => setChanged(contentOf(form) !== base.current)
    const keep = () => {
      sent.current = contentOf(form)
      send(key)
    }
    form.addEventListener('input', compare)
    form.addEventListener('change', compare)
    form.addEventListener('submit', keep)
    return () => {
      form.removeEventListener('input', compare)
      form.removeEventListener('change', compare)
      form.removeEventListener('submit', keep)
    }
  }, [form, send, key])
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

/** Notifies the form around an element that a script changed its value, for which browsers fire no event. */
export const dispatchChange = (element: Element | null): void =>
  void element?.dispatchEvent(new Event('change', { bubbles: true }))

/** Returns the form's data as text, for comparison. */
const contentOf = (form: HTMLFormElement): string =>
  JSON.stringify([...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]))
