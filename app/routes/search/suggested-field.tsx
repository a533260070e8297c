import { type ComponentProps, useEffect, useRef, useState } from 'react'
import { SearchField } from '~/ui/search-field'
import { useIsland } from '~/ui/viewers/island'
import type { SuggestionBoxProps } from './suggestion-box'

type SuggestedFieldProps = Omit<SuggestionBoxProps, 'input'> & ComponentProps<typeof SearchField>

/** A search field that offers suggestions; what they need is loaded when it has the focus for the first time. */
export function SuggestedField({ urlOf, open, ...field }: SuggestedFieldProps) {
  const place = useRef<HTMLDivElement>(null)
  const [input, setInput] = useState<HTMLInputElement>()
  const { Component } = useIsland(() => import('./suggestion-box'), !!input)
  // It may have got the focus before the scripts of the page ran.
  useEffect(() => {
    const { activeElement } = document
    if (activeElement instanceof HTMLInputElement && place.current?.contains(activeElement)) setInput(activeElement)
  }, [])
  return (
    <div ref={place} className="suggested-field">
      <SearchField {...field} onFocus={({ currentTarget }) => setInput(currentTarget)} />
      {Component && input && <Component input={input} urlOf={urlOf} open={open} />}
    </div>
  )
}
