import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { required } from '~/platform/required'
import { FieldNotes, useField } from '~/ui/field'
import { IconButton } from '~/ui/icon-button'
import { dispatchChange } from '~/ui/unsaved-changes'

interface Choice {
  id: string
  title: string
  note?: string
}

interface OrderedChoicesProps {
  id?: string
  name: string
  legend: string
  choices: Choice[]
  chosen: string[]
  help?: string
  errors?: string[]
}

/** Which of some things are chosen, and in which order; the ticked ones are first, in that order. */
export function OrderedChoices({ id, name, legend, choices, chosen, help, errors }: OrderedChoicesProps) {
  const { t } = useTranslation('portals')
  const byId = new Map(choices.map((choice) => [choice.id, choice]))
  const [order, setOrder] = useState([
    ...chosen.filter((id) => byId.has(id)),
    ...choices.map((choice) => choice.id).filter((id) => !chosen.includes(id)),
  ])
  const state = useField({ name, errors, help })
  const list = useRef<HTMLOListElement>(null)
  const told = useRef(order)
  useEffect(() => {
    if (told.current === order) return
    told.current = order
    dispatchChange(list.current)
  }, [order])
  const step = (index: number, by: -1 | 1) => {
    const next = [...order]
    next.splice(index + by, 0, ...next.splice(index, 1))
    setOrder(next)
  }
  return (
    <fieldset className="fieldset" id={id} tabIndex={-1}>
      <legend>{legend}</legend>
      <ol className="pick-list" ref={list}>
        {order.map((id, index) => {
          const { title, note } = required(byId.get(id), 'choice')
          return (
            <li key={id} className="pick-row">
              <label className="choice">
                <input
                  type="checkbox"
                  className="checkbox"
                  name={name}
                  value={id}
                  defaultChecked={chosen.includes(id)}
                />
                <span className="choice-text">
                  {title} {note && <span className="muted">{note}</span>}
                </span>
              </label>
              <span className="button-row">
                <IconButton
                  icon="arrow-up"
                  size="s"
                  label={t('content.up', { title })}
                  disabled={index === 0}
                  onClick={() => step(index, -1)}
                />
                <IconButton
                  icon="arrow-down"
                  size="s"
                  label={t('content.down', { title })}
                  disabled={index === order.length - 1}
                  onClick={() => step(index, 1)}
                />
              </span>
            </li>
          )
        })}
      </ol>
      <FieldNotes state={state} />
    </fieldset>
  )
}
