import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { IconButton } from '~/ui/icon-button'
import type { Fullscreen } from '../fullscreen'
import { findPage } from './find-page'
import type { Zoom } from './use-zoom'

export interface PdfToolbarProps {
  labels: string[] | null
  pageCount: number
  index: number
  url: string
  zoom: Zoom
  fullscreen: Fullscreen
  isSearching: boolean
  onPage: (index: number) => void
  onSearch: () => void
}

/** The tools above the pages. */
export function PdfToolbar(props: PdfToolbarProps) {
  const { labels, pageCount, index, url, zoom, fullscreen, isSearching, onPage, onSearch } = props
  const { t } = useTranslation('viewer')
  return (
    <div className="viewer-bar" role="toolbar" aria-label={t('pdf.tools')}>
      <div className="viewer-group">
        <IconButton
          icon="arrow-up"
          label={t('pdf.previous')}
          disabled={index === 0}
          onClick={() => onPage(index - 1)}
          className="pdf-step"
        />
        <IconButton
          icon="arrow-down"
          label={t('pdf.next')}
          disabled={index >= pageCount - 1}
          onClick={() => onPage(index + 1)}
          className="pdf-step"
        />
        <PageField {...{ labels, pageCount, index, onPage }} />
      </div>
      <div className="viewer-group">
        <IconButton icon="minus" label={t('pdf.smaller')} onClick={zoom.smaller} />
        <button
          type="button"
          className="button button-plain pdf-percent"
          aria-label={t('pdf.fit_from', { percent: Math.round(zoom.factor * 100) })}
          aria-pressed={zoom.isFit}
          title={t('pdf.fit')}
          onClick={zoom.fit}
        >
          {Math.round(zoom.factor * 100)} %
        </button>
        <IconButton icon="plus" label={t('pdf.larger')} onClick={zoom.larger} />
      </div>
      <div className="viewer-group">
        <IconButton icon="search" label={t('pdf.search.open')} pressed={isSearching} onClick={onSearch} />
        {fullscreen.isAvailable && (
          <IconButton
            icon={fullscreen.isOn ? 'fullscreen-exit' : 'fullscreen'}
            label={t(fullscreen.isOn ? 'fullscreen.end' : 'fullscreen.start')}
            onClick={fullscreen.toggle}
          />
        )}
        <ButtonLink
          href={url}
          icon="external"
          variant="plain"
          target="_blank"
          rel="noopener"
          className="button-icon"
          aria-label={t('pdf.open')}
          title={t('pdf.open')}
        />
      </div>
    </div>
  )
}

type PageFieldProps = Pick<PdfToolbarProps, 'labels' | 'pageCount' | 'index' | 'onPage'>

/** The page in view, by its label (`iv`) where the document has labels; another one typed in goes there. */
export function PageField({ labels, pageCount, index, onPage }: PageFieldProps) {
  const { t } = useTranslation('viewer')
  const label = labels?.[index] ?? String(index + 1)
  const [typed, setTyped] = useState(label)
  useEffect(() => setTyped(label), [label])
  const go = (event?: FormEvent) => {
    event?.preventDefault()
    const found = findPage(typed, labels, pageCount)
    if (found === undefined || found === index) setTyped(label)
    else onPage(found)
  }
  const isNumber = label === String(index + 1)
  return (
    <form className="pdf-page-field" onSubmit={go}>
      <input
        className="input"
        aria-label={t('pdf.page_field')}
        value={typed}
        maxLength={20}
        inputMode={labels ? 'text' : 'numeric'}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => go()}
        dir="ltr"
      />
      <span className="viewer-fact">
        {isNumber ? t('pdf.of', { total: pageCount }) : t('pdf.of_labelled', { page: index + 1, total: pageCount })}
      </span>
    </form>
  )
}
