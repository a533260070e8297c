import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, type FieldProps, useField } from '~/ui/field'
import { useScripted } from '~/ui/scripting'
import { TextArea, TextField } from '~/ui/text-field'
import { dispatchChange } from '~/ui/unsaved-changes'
import { ComboChips } from './combo-chips'
import { ComboList } from './combo-list'

/** Something that a name stands for. */
export interface ComboOption {
  /** What is sent. */
  value: string
  label: string
  picture?: ReactNode
  detail?: string
}

export type ComboProps = Pick<FieldProps, 'id' | 'name' | 'label' | 'help' | 'errors' | 'required'> & {
  /** What the field holds; sent by its name until something is chosen. */
  held: readonly { label: string }[]
  /** What was typed before, as after an error. */
  typed?: string
  isMany?: boolean
  maxLength?: number
  /** Suggestions for what is typed. */
  useOptions: (typed: string) => readonly ComboOption[]
  /** What is offered for a text that no suggestion has as its name. */
  extra?: (typed: string, choose: (option: ComboOption) => void) => ReactNode
}

/** A text that stands for something else, with suggestions while it is typed. Without scripts it is a text alone. */
export function Combo(props: ComboProps) {
  const scripted = useScripted()
  const { held, typed = '', isMany, useOptions: _, extra: __, ...field } = props
  if (scripted) return <LiveCombo {...props} />
  const text = [...held.map(({ label }) => label), typed].filter(Boolean).join('; ')
  return isMany ? (
    <TextArea {...field} defaultValue={text} rows={2} dir="auto" />
  ) : (
    <TextField {...field} defaultValue={text} dir="auto" />
  )
}

function LiveCombo({ held, typed: before = '', isMany = false, useOptions, extra, maxLength, ...field }: ComboProps) {
  const { t } = useTranslation('references')
  const state = useField(field)
  const listId = useId()
  const hidden = useRef<HTMLInputElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<ComboOption[]>(() => held.map(({ label }) => ({ value: label, label })))
  const [typed, setTyped] = useState(isMany ? before : (held[0]?.label ?? before))
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const isChosen = !isMany && chosen.length > 0
  const asked = isChosen ? '' : typed
  const options = useOptions(asked).filter(({ value }) => !chosen.some((each) => each.value === value))
  const isShown = isOpen && options.length > 0
  const sent = [...chosen.map(({ value }) => value), isChosen ? '' : typed.trim()].filter(Boolean).join('; ')
  useEffect(() => {
    if (hidden.current?.value === sent) dispatchChange(hidden.current)
  }, [sent])
  const type = (text: string) => {
    setTyped(text)
    if (!isMany) setChosen([])
    setActive(-1)
    setOpen(true)
  }
  const choose = (option: ComboOption) => {
    setChosen(isMany ? [...chosen, option] : [option])
    setTyped(isMany ? '' : option.label)
    setOpen(false)
    setActive(-1)
    input.current?.focus()
  }
  const remove = (value: string) => {
    setChosen(chosen.filter((each) => each.value !== value))
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && options.length > 0) {
      event.preventDefault()
      setOpen(true)
      setActive((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length)
    } else if (event.key === 'Enter' && isShown && options[active]) {
      event.preventDefault()
      choose(options[active])
    } else if (event.key === 'Escape' && isShown) {
      event.stopPropagation()
      setOpen(false)
    } else if (event.key === 'Backspace' && isMany && typed === '') {
      const last = chosen.at(-1)
      if (last) remove(last.value)
    }
  }
  return (
    <Field state={state} label={field.label} help={field.help}>
      {isMany && <ComboChips chosen={chosen} onRemove={remove} />}
      <input type="hidden" name={field.name} value={sent} ref={hidden} />
      <span className="combo">
        <input
          {...state.control}
          ref={input}
          name={undefined}
          required={state.control.required && sent === ''}
          type="text"
          className="input"
          role="combobox"
          aria-expanded={isShown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isShown && active >= 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          dir="auto"
          maxLength={maxLength}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setOpen(false)}
        />
        {isShown && <ComboList id={listId} label={field.label} {...{ options, active }} onChoose={choose} />}
      </span>
      <span className="sr-only" role="status">
        {isShown ? t('suggested', { count: options.length }) : ''}
      </span>
      {!isChosen && typed.trim() && extra?.(typed.trim(), choose)}
    </Field>
  )
}
