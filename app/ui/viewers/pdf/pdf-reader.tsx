import '../../styles/viewer-pdf.css'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { ProgressBar } from '~/ui/progress-bar'
import { cssVars } from '../css-vars'
import { useFullscreen } from '../fullscreen'
import { useOverPages } from '../over-pages'
import type { PdfViewerProps } from '../pdf-viewer'
import { openPdf, type PdfProblem, problemOf } from './open-pdf'
import { PdfPages } from './pdf-pages'
import { PdfSearch } from './pdf-search'
import { PdfToolbar } from './pdf-toolbar'
import { usePageScroll } from './use-page-scroll'
import { usePdfSearch } from './use-pdf-search'
import { useZoom } from './use-zoom'

/** A PDF with its tools: the part that needs pdf.js. */
export default function PdfReader(props: PdfViewerProps & { takeFocus: boolean }) {
  const { url, title } = props
  const { t } = useTranslation('viewer')
  const [pdf, setPdf] = useState<PDFDocumentProxy>()
  const [labels, setLabels] = useState<string[] | null>(null)
  const [problem, setProblem] = useState<PdfProblem>()
  const [progress, setProgress] = useState<number>()
  useEffect(() => {
    const task = openPdf(url)
    let isCurrent = true
    task.onProgress = ({ loaded, total }: { loaded: number; total: number }) =>
      isCurrent && setProgress(total > 0 ? Math.min(1, loaded / total) : undefined)
    task.promise
      .then(async (opened) => {
        const found = await opened.getPageLabels().catch(() => null)
        if (!isCurrent) return
        setLabels(found)
        setPdf(opened)
      })
      .catch((error: unknown) => isCurrent && setProblem(problemOf(error)))
    return () => {
      isCurrent = false
      setPdf(undefined)
      void task.destroy()
    }
  }, [url])
  if (problem)
    return (
      <div className="viewer-cover">
        <Notice
          tone="bad"
          live="polite"
          title={t(`pdf.problem.${problem}`)}
          actions={
            <ButtonLink href={url} icon="external" target="_blank" rel="noopener">
              {t('pdf.open')}
            </ButtonLink>
          }
        />
      </div>
    )
  if (!pdf)
    return (
      <div className="viewer-cover">
        {props.coverUrl && <img src={props.coverUrl} alt="" />}
        <div className="viewer-start">
          <ProgressBar label={t('pdf.loading', { title })} value={progress} />
        </div>
      </div>
    )
  return <OpenPdf {...props} pdf={pdf} labels={labels} />
}

interface OpenPdfProps extends PdfViewerProps {
  pdf: PDFDocumentProxy
  labels: string[] | null
  takeFocus: boolean
}

function OpenPdf({ pdf, labels, url, title, lang, takeFocus }: OpenPdfProps) {
  const { t } = useTranslation('viewer')
  const box = useRef<HTMLDivElement>(null)
  const pages = useRef<HTMLDivElement>(null)
  const [isSearching, setSearching] = useState(false)
  const fullscreen = useFullscreen(box)
  const scroll = usePageScroll(pages)
  const zoom = useZoom(pages)
  const search = usePdfSearch(pdf, scroll.index)
  useEffect(() => {
    if (takeFocus) pages.current?.focus({ preventScroll: true })
  }, [takeFocus])
  const { over, onPages } = useOverPages() ?? {}
  const latest = useRef(scroll)
  latest.current = scroll
  useEffect(() => {
    onPages?.({ toPage: (page) => latest.current.toPage(page - 1), pageNow: () => latest.current.index + 1 })
    return () => onPages?.(undefined)
  }, [onPages])
  const toPages = () => pages.current?.focus({ preventScroll: true })
  const closeSearch = () => {
    setSearching(false)
    search.setQuery('')
    toPages()
  }
  const keys: Record<string, () => void> = {
    PageDown: () => scroll.toPage(Math.min(pdf.numPages - 1, scroll.index + 1)),
    PageUp: () => scroll.toPage(Math.max(0, scroll.index - 1)),
    Home: () => scroll.toPage(0),
    End: () => scroll.toPage(pdf.numPages - 1),
    '+': zoom.larger,
    '=': zoom.larger,
    '-': zoom.smaller,
    '0': zoom.fit,
    '/': () => setSearching(true),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the controls inside, wherever focus is among them
    <div ref={box} className="pdf" onKeyDown={onKeyDown}>
      <PdfToolbar
        {...{ labels, url, zoom, fullscreen, isSearching }}
        pageCount={pdf.numPages}
        index={scroll.index}
        onPage={scroll.toPage}
        onSearch={() => (isSearching ? closeSearch() : setSearching(true))}
      />
      {isSearching && <PdfSearch search={search} onClose={closeSearch} />}
      {/* biome-ignore lint/a11y/useSemanticElements: it scrolls, so it needs focus */}
      <div
        ref={pages}
        className="pdf-pages"
        role="group"
        aria-label={t('pdf.pages_name', { title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is in the Tab order (axe rule)
        tabIndex={0}
        lang={lang}
        dir="ltr"
        style={cssVars({ '--total-scale-factor': zoom.scale })}
      >
        <PdfPages {...{ pdf, labels, zoom, scroll, over }} hits={search.hits} active={search.active} />
      </div>
    </div>
  )
}

const isTyping = (target: EventTarget): boolean => target instanceof Element && target.closest('input') !== null
