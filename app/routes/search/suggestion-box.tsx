import '../../ui/styles/suggestions.css'
import { Suspense, useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '~/ui/icon'
import type { IconName } from '~/ui/icon-names'
import type { Suggestion } from './suggestion'
import { optionId, useCombobox, useTyped } from './use-combobox'
import { useSuggestions } from './use-suggestions'

export interface SuggestionBoxProps {
  /** The field that suggestions are for. */
  input: HTMLInputElement
  urlOf: (q: string) => string
  /** Opens an address; as a new document, if nothing else is given. */
  open?: (href: string) => void
}

/** The suggestions below a search field. */
export default function SuggestionBox(props: SuggestionBoxProps) {
  // The texts of the list are loaded with it.
  return (
    <Suspense>
      <Suggestions {...props} />
    </Suspense>
  )
}

const ICONS: Record<string, IconName> = { keyword: 'tag', creator: 'user', in: 'collection', asset: 'image' }

function Suggestions({ input, urlOf, open = (href) => window.location.assign(href) }: SuggestionBoxProps) {
  const { t } = useTranslation('search')
  const listId = useId()
  const { q, suggestions } = useSuggestions(useTyped(input), urlOf)
  const go = (suggestion: Suggestion | undefined) => {
    if (!suggestion) return
    input.blur()
    open(suggestion.href)
  }
  const { isOpen, active, setActive } = useCombobox(input, {
    ...{ listId, q, count: suggestions.length },
    choose: (position) => go(suggestions[position]),
  })
  const activeId = active >= 0 ? optionId(listId, active) : undefined
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  return (
    <>
      <p role="status" className="sr-only">
        {isOpen ? t('suggest.count', { count: suggestions.length }) : ''}
      </p>
      <div id={listId} role="listbox" aria-label={t('suggest.label')} className="suggestions" hidden={!isOpen}>
        {suggestions.map((suggestion, position) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
          <div
            key={suggestion.href}
            id={optionId(listId, position)}
            role="option"
            tabIndex={-1}
            aria-selected={position === active}
            className="suggestion"
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => setActive(position)}
            onClick={() => go(suggestion)}
          >
            {suggestion.src ? (
              <img src={suggestion.src} alt="" className="suggestion-picture" />
            ) : (
              <span className="suggestion-picture">
                <Icon name={ICONS[suggestion.kind] ?? 'tag'} />
              </span>
            )}
            <span className="suggestion-text">
              <bdi lang={suggestion.lang}>{suggestion.text}</bdi>
            </span>
            {(suggestion.note ?? (suggestion.kind !== 'asset' && t(`suggest.kind.${suggestion.kind}`))) && (
              <span className="muted">{suggestion.note ?? t(`suggest.kind.${suggestion.kind}`)}</span>
            )}
          </div>
        ))}
      </div>
    </>
  )
}
