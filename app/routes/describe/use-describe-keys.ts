import { useEffect, useRef } from 'react'
import { useShortcut } from '~/ui/shortcuts'

interface Ways {
  /** Id of the first file of the form. */
  first: string | undefined
  /** Whether the form has several files: then Enter in a field does nothing. */
  isOneOfMany: boolean
  skip: () => void
  back: (() => void) | undefined
}

const FIELDS = 'input:not([type="hidden"], [type="checkbox"], [type="radio"]), textarea, select'
const WINDOWS = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** Puts the focus into the first control of a file that is empty, or else into its first. */
function focusFirst(): void {
  const controls = [...document.querySelectorAll<HTMLInputElement>(`.describe-asked :is(${FIELDS})`)]
  const first = controls.find(({ value }) => !value) ?? controls[0]
  first?.focus({ preventScroll: true })
}

/** Sends the form by its main button, unless it is being sent. */
function goOn(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-go-on]')
  if (button && button.getAttribute('aria-busy') !== 'true') button.form?.requestSubmit(button)
}

/**
 * Ctrl and Enter save and go on, Alt with arrows leads to the file before and after, without a field in focus also n and p. Puts the
 * focus into the first field that is missing, of each file that appears.
 */
export function useDescribeKeys(ways: Ways): void {
  const { first, skip, back } = ways
  useShortcut('n', skip)
  useShortcut('p', back)
  const shown = useRef<string>()
  useEffect(() => {
    if (shown.current === first) return
    shown.current = first
    focusFirst()
  }, [first])
  const latest = useRef(ways)
  latest.current = ways
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector(WINDOWS)) return
      const { key, ctrlKey, metaKey, altKey, target } = event
      const { isOneOfMany, skip: next, back: previous } = latest.current
      const isInField = target instanceof HTMLInputElement && target.form?.querySelector('[data-go-on]')
      if (key === 'Enter' && (ctrlKey || metaKey)) goOn()
      else if (key === 'ArrowDown' && altKey) next()
      else if (key === 'ArrowUp' && altKey && previous) previous()
      else if (key !== 'Enter' || !isOneOfMany || !isInField) return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
