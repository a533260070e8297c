import { useEffect, useRef, useState } from 'react'

/** Returns what is typed into a field. */
export function useTyped(input: HTMLInputElement): string {
  const [typed, setTyped] = useState(input.value)
  useEffect(() => {
    const onInput = () => setTyped(input.value)
    onInput()
    input.addEventListener('input', onInput)
    return () => input.removeEventListener('input', onInput)
  }, [input])
  return typed
}

interface Options {
  listId: string
  /** For what the options are: others are others. */
  q: string
  count: number
  choose: (position: number) => void
}

interface Combobox {
  isOpen: boolean
  /** Position of the option that Enter chooses; -1 for what was typed. */
  active: number
  setActive: (position: number) => void
}

/** Returns the id of an option of a list. */
export const optionId = (listId: string, position: number): string => `${listId}-${position}`

/**
 * Makes a field a combobox with a list of options (ARIA 1.2): the arrows go through them and back to what was typed, Enter
 * chooses, Escape closes the list and leaves the text.
 */
export function useCombobox(input: HTMLInputElement, options: Options): Combobox {
  const { listId, q, count } = options
  // Opened by typing; the text that a page was loaded with is no beginning of another.
  const [isAsked, setAsked] = useState(input.value !== input.defaultValue)
  const [chosen, setChosen] = useState({ q, position: -1 })
  const isOpen = isAsked && count > 0
  const active = chosen.q === q ? chosen.position : -1
  const state = useRef({ ...options, isOpen, active })
  state.current = { ...options, isOpen, active }

  useEffect(() => {
    const show = (position: number) => setChosen({ q: state.current.q, position })
    const close = () => {
      setAsked(false)
      show(-1)
    }
    const onInput = () => {
      setAsked(true)
      show(-1)
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const { isOpen, active, count, choose } = state.current
      if (event.isComposing) return
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined && count > 0) {
        event.preventDefault()
        setAsked(true)
        // One place beyond the options is that of the text.
        show((((isOpen ? active : -1) + 1 + step + count + 1) % (count + 1)) - 1)
      } else if (event.key === 'Escape' && isOpen) {
        event.preventDefault()
        close()
      } else if (event.key === 'Enter') {
        if (isOpen && active >= 0) {
          event.preventDefault()
          choose(active)
        }
        // What was typed is searched for: the result takes the place of the list.
        close()
      }
    }
    input.addEventListener('input', onInput)
    input.addEventListener('keydown', onKeyDown)
    input.addEventListener('blur', close)
    return () => {
      input.removeEventListener('input', onInput)
      input.removeEventListener('keydown', onKeyDown)
      input.removeEventListener('blur', close)
    }
  }, [input])

  useEffect(() => {
    const attributes = {
      ...{ role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-controls': listId },
      'aria-expanded': String(isOpen),
      'aria-activedescendant': isOpen && active >= 0 ? optionId(listId, active) : '',
    }
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value)
  }, [input, listId, isOpen, active])
  return { isOpen, active, setActive: (position) => setChosen({ q, position }) }
}
