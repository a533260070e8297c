import type { KeyboardEvent } from 'react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '~/ui/icon-button'
import type { PdfSearchState } from './use-pdf-search'

/** The search of a document: a field, the number of hits, and the way through them. */
export function PdfSearch({ search, onClose }: { search: PdfSearchState; onClose: () => void }) {
  const { t } = useTranslation('viewer')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') search.step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
  }
  return (
    <search className="viewer-bar pdf-search">
      <input
        ref={field}
        type="search"
        className="input"
        aria-label={t('pdf.search.label')}
        placeholder={t('pdf.search.label')}
        value={search.query}
        maxLength={200}
        onChange={(event) => search.setQuery(event.target.value)}
        onKeyDown={onKeyDown}
        autoComplete="off"
        enterKeyHint="search"
        dir="auto"
      />
      <span className="viewer-fact" role="status">
        {stateOf(search, t)}
      </span>
      <IconButton
        icon="arrow-up"
        label={t('pdf.search.previous')}
        disabled={search.count === 0}
        onClick={() => search.step(-1)}
      />
      <IconButton
        icon="arrow-down"
        label={t('pdf.search.next')}
        disabled={search.count === 0}
        onClick={() => search.step(1)}
      />
      <IconButton icon="close" label={t('pdf.search.close')} onClick={onClose} />
    </search>
  )
}

function stateOf(search: PdfSearchState, t: (key: string, facts?: Record<string, unknown>) => string): string {
  const { query, count, current, isSearching, hasMore } = search
  if (query.trim() === '') return ''
  if (count === 0) return isSearching ? t('pdf.search.running') : t('pdf.search.none')
  const shown = hasMore ? `${count}+` : String(count)
  return t('pdf.search.hit', { hit: (current ?? 0) + 1, total: shown })
}
