import { type KeyboardEvent, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useBeforePaint } from '~/ui/before-paint'
import { useCellPlace } from './cell-place'
import { CellSuggestions } from './cell-suggestions'
import { isLong, type TableField } from './columns'

/** Where the focus goes when a cell was edited: `here` back to it, `stay` nowhere, since it went elsewhere by itself. */
export type AfterEdit = 'down' | 'up' | 'next' | 'previous' | 'here' | 'stay'

/** A cell that is being edited. */
export interface Editing {
  row: number
  column: number
  id: string
  field: TableField
  locale: string
  /** What the server has, what is shown, and what the editor begins with. */
  before: string
  shown: string
  text: string
}

export interface EditorProps {
  editing: Editing
  label: string
  suggest: (editing: Editing, text: string) => Promise<string[]>
  onEnd: (text: string | undefined, after: AfterEdit) => void
}

/** Edits one cell in its place: Enter and Tab save and move on, Escape restores, leaving it saves. */
export function CellEditor(props: EditorProps) {
  const { field } = props.editing
  if (field.type === 'boolean') return <FlagEditor {...props} />
  if (isLong(field)) return <LongEditor {...props} />
  if (field.type === 'date' || field.type === 'number') return <PlainEditor {...props} />
  return <CellSuggestions {...props} />
}

/** Returns what ends an edit by key and by leaving the control, once. `readText` returns what it holds. */
export function useEnd({ onEnd }: Pick<EditorProps, 'onEnd'>, readText: () => string, isMultiline = false) {
  const isOver = useRef(false)
  const typed = useRef<string>()
  const latest = useRef(onEnd)
  latest.current = onEnd
  // A row that is not drawn any more takes its editor with it, and what was typed is saved.
  useEffect(
    () => () => {
      if (!isOver.current && typed.current !== undefined) latest.current(typed.current, 'stay')
    },
    [],
  )
  const end = (text: string | undefined, after: AfterEdit) => {
    if (isOver.current) return
    isOver.current = true
    onEnd(text, after)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    event.nativeEvent.stopImmediatePropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') end(undefined, 'here')
    else if (event.key === 'Enter' && !(isMultiline && (event.shiftKey || event.altKey)))
      end(readText(), event.shiftKey ? 'up' : 'down')
    else if (event.key === 'Tab') end(readText(), event.shiftKey ? 'previous' : 'next')
    else return
    event.preventDefault()
  }
  const onInput = () => {
    typed.current = readText()
  }
  return { end, controls: { onKeyDown, onInput, onBlur: () => end(readText(), 'stay') } }
}

function PlainEditor({ editing, label, ...props }: EditorProps) {
  const input = useFocused<HTMLInputElement>()
  const { controls } = useEnd(props, () => input.current?.value ?? '')
  const isDate = editing.field.type === 'date'
  return (
    <input
      ref={input}
      className="cell-input"
      type={isDate ? 'date' : 'text'}
      inputMode={isDate ? undefined : 'decimal'}
      dir="ltr"
      min={isDate ? '0001-01-01' : undefined}
      max={isDate ? '9999-12-31' : undefined}
      aria-label={label}
      defaultValue={editing.text}
      {...controls}
    />
  )
}

function FlagEditor({ editing, label, ...props }: EditorProps) {
  const { t } = useTranslation(['table', 'common'])
  const select = useFocused<HTMLSelectElement>()
  const { controls } = useEnd(props, () => select.current?.value ?? '')
  return (
    <select ref={select} className="cell-input" aria-label={label} defaultValue={editing.text} {...controls}>
      <option value="">{t('not_stated')}</option>
      <option value="yes">{t('common:flag.yes')}</option>
      <option value="no">{t('common:flag.no')}</option>
    </select>
  )
}

/** A text of several lines in a box over its cell. */
function LongEditor({ editing, label, ...props }: EditorProps) {
  const { t } = useTranslation('table')
  const anchor = useRef<HTMLSpanElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const style = useCellPlace(anchor, { least: 360 })
  const isPlaced = style !== undefined
  useBeforePaint(() => {
    if (!isPlaced) return
    box.current?.focus({ preventScroll: true })
    const end = box.current?.value.length ?? 0
    box.current?.setSelectionRange(end, end)
  }, [isPlaced])
  const { controls } = useEnd(props, () => box.current?.value ?? '', true)
  return (
    <span ref={anchor} className="cell-text">
      {editing.text}
      {style &&
        createPortal(
          <div className="cell-box" style={style}>
            <textarea
              ref={box}
              className="cell-long"
              dir="auto"
              lang={editing.locale || undefined}
              aria-label={label}
              maxLength={editing.field.mostLength}
              defaultValue={editing.text}
              {...controls}
            />
            <p className="muted">{t('editor.long')}</p>
          </div>,
          document.body,
        )}
    </span>
  )
}

/** Focuses a control when it appears, with its text selected. */
export function useFocused<E extends HTMLInputElement | HTMLSelectElement>() {
  const control = useRef<E>(null)
  useBeforePaint(() => {
    control.current?.focus({ preventScroll: true })
    if (control.current instanceof HTMLInputElement && control.current.type === 'text') {
      const end = control.current.value.length
      control.current.setSelectionRange(end, end)
    }
  }, [])
  return control
}
