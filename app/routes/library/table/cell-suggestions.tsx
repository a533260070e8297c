import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { type EditorProps, useEnd, useFocused } from './cell-editor'
import { useCellPlace } from './cell-place'

/** How long typing must pause before suggestions are asked for. */
const PAUSE_MS = 120

/**
 * A text in its cell, with values that begin like it (WAI-ARIA Authoring Practices, combobox): Down and Up choose one, Enter
 * takes it. Of a field with several values suggestions are for that after the last semicolon or comma.
 */
export function CellSuggestions({ editing, label, suggest, ...props }: EditorProps) {
  const { t } = useTranslation('table')
  const { field, locale, text: begin } = editing
  const listId = useId()
  const input = useFocused<HTMLInputElement>()
  const [text, setText] = useState(begin)
  const [values, setValues] = useState<string[]>([])
  const [active, setActive] = useState(-1)
  const style = useCellPlace(input, { least: 220, isBelow: true })
  const { end, controls } = useEnd(props, () => input.current?.value ?? '')
  const [head, last] = field.isList ? splitLast(text) : ['', text]
  const latest = useRef(suggest)
  latest.current = suggest
  // biome-ignore lint/correctness/useExhaustiveDependencies: the last part stands for the text
  useEffect(() => {
    if (text === begin) return
    let isOver = false
    const timer = setTimeout(async () => {
      const found = await latest.current(editing, last.trim()).catch(() => [])
      if (!isOver) setValues(found.filter((value) => value !== last.trim()))
    }, PAUSE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [last])
  const isOpen = values.length > 0 && style !== undefined
  const take = (value: string) => {
    setText(head + value)
    setValues([])
    setActive(-1)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = values[active]
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (isOpen && step) setActive(Math.max(-1, Math.min(values.length - 1, active + step)))
    else if (isOpen && event.key === 'Escape') {
      setValues([])
      setActive(-1)
    } else if (isOpen && event.key === 'Enter' && chosen !== undefined && field.isList) take(chosen)
    else if (isOpen && (event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined)
      end(head + chosen, event.key === 'Enter' ? 'down' : event.shiftKey ? 'previous' : 'next')
    else return controls.onKeyDown(event)
    event.preventDefault()
    event.stopPropagation()
    event.nativeEvent.stopImmediatePropagation()
  }
  return (
    <>
      <input
        ref={input}
        className="cell-input"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        dir="auto"
        lang={locale || undefined}
        maxLength={field.isList || field.isSuggested ? 4000 : field.mostLength}
        value={text}
        onChange={(event) => setText(event.target.value)}
        {...controls}
        onKeyDown={onKeyDown}
      />
      {isOpen &&
        createPortal(
          <div className="cell-box cell-values" style={style}>
            <div id={listId} role="listbox" aria-label={t('editor.values')}>
              {values.map((value, index) => (
                // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text box that owns it
                // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the keys
                <div
                  key={value}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  dir="auto"
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => (field.isList ? take(value) : end(head + value, 'here'))}
                >
                  {value}
                </div>
              ))}
            </div>
          </div>,
          document.body,
        )}
    </>
  )
}

/** Returns what is typed before the last value of several, and that value. */
function splitLast(text: string): [head: string, last: string] {
  const at = Math.max(text.lastIndexOf(';'), text.lastIndexOf(','))
  return at < 0 ? ['', text] : [`${text.slice(0, at + 1)} `, text.slice(at + 1)]
}
