import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LONGEST_COMMENT } from '~/domain/annotations/annotation'
import { Field, useField } from '~/ui/field'
import { ComboList } from '../references/combo-list'
import { mentionBefore } from './mention-before'
import { useMentions } from './use-mentions'

interface MentionAreaProps {
  label: string
  defaultValue?: string
  errors?: string[]
  takesFocus?: boolean
}

/** A comment in which persons are mentioned by `@name`, suggested while it is typed. Without scripts it is a text alone. */
export function MentionArea({ label, defaultValue, errors, takesFocus }: MentionAreaProps) {
  const { t } = useTranslation(['annotations', 'references'])
  const state = useField({ name: 'text', errors, help: true })
  const area = useRef<HTMLTextAreaElement>(null)
  const listId = useId()
  const [typed, setTyped] = useState<string>()
  const [active, setActive] = useState(0)
  const options = useMentions(typed)
  const isShown = typed !== undefined && options.length > 0
  useEffect(() => {
    if (takesFocus) area.current?.focus()
  }, [takesFocus])
  const look = () => {
    const { value = '', selectionEnd = 0 } = area.current ?? {}
    setTyped(mentionBefore(value, selectionEnd))
    setActive(0)
  }
  const choose = ({ label: name }: { label: string }) => {
    const field = area.current
    if (!field || typed === undefined) return
    const end = field.selectionEnd
    field.setRangeText(`@${name} `, end - typed.length - 1, end, 'end')
    setTyped(undefined)
    field.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isShown || event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const option = options[active]
    if (step !== 0) setActive((active + step + options.length) % options.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && option && !event.ctrlKey && !event.metaKey)
      choose(option)
    else if (event.key === 'Escape') setTyped(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Field state={state} label={label} help={t('mention_help')}>
      <span className="combo">
        <textarea
          {...state.control}
          ref={area}
          className="input"
          rows={3}
          dir="auto"
          maxLength={LONGEST_COMMENT}
          defaultValue={defaultValue}
          aria-autocomplete="list"
          aria-controls={isShown ? listId : undefined}
          aria-activedescendant={isShown ? `${listId}-${active}` : undefined}
          onInput={look}
          onClick={look}
          onKeyDown={onKeyDown}
          onBlur={() => setTyped(undefined)}
        />
        {isShown && <ComboList id={listId} label={label} {...{ options, active }} onChoose={choose} />}
      </span>
      <span className="sr-only" role="status">
        {isShown ? t('references:suggested', { count: options.length }) : ''}
      </span>
    </Field>
  )
}
