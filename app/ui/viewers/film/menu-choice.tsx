import type { MouseEvent } from 'react'
import { Icon } from '~/ui/icon'

interface MenuChoiceProps {
  label: string
  lang?: string
  isChosen: boolean
  onChoose: () => void
}

/** One of several choices in a small panel; choosing closes it and returns to its button. */
export function MenuChoice({ label, lang, isChosen, onChoose }: MenuChoiceProps) {
  const choose = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    onChoose()
    const panel = currentTarget.closest('details')
    panel?.removeAttribute('open')
    panel?.querySelector('summary')?.focus()
  }
  return (
    <button type="button" className="menu-item film-choice" aria-pressed={isChosen} onClick={choose}>
      <Icon name="check" />
      <span lang={lang} dir="auto">
        {label}
      </span>
    </button>
  )
}
