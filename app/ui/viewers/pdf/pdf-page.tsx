import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type CSSProperties, memo, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cssVars } from '../css-vars'
import { type HitBox, hitBoxes } from './hit-boxes'
import type { PageLink } from './page-links'
import type { TextHit } from './page-text'
import { usePageDrawing } from './use-page-drawing'

/** In points, turned as the page is shown. */
export interface PageSize {
  width: number
  height: number
}

export interface PdfPageProps {
  pdf: PDFDocumentProxy
  index: number
  /** Size of the first page, which most pages have. */
  first: PageSize
  label: string
  scale: number
  hits: TextHit[] | undefined
  active: number | undefined
  onActive: (box: Element) => void
  follow: (link: PageLink) => void
  /** What lies over the page with this number, from 1; the same function for every page. */
  over?: (page: number) => ReactNode
}

/** One page: its drawing, its text to select, its links and the hits of a search. Empty while it is far from the view. */
export const PdfPage = memo(function PdfPage(props: PdfPageProps) {
  const { pdf, index, first, label, scale, hits, active, onActive, follow, over } = props
  const { t } = useTranslation('viewer')
  const box = useRef<HTMLElement>(null)
  const isNear = useNear(box)
  const {
    canvasHolder,
    textHolder,
    size = first,
    links,
    textDivs,
    hasFailed,
  } = usePageDrawing({
    ...{ pdf, index, scale, isNear },
  })
  const [boxes, setBoxes] = useState<HitBox[]>([])
  // Measured in percent of the page, so once is enough for every size.
  useEffect(
    () => setBoxes(box.current && textDivs && hits ? hitBoxes(box.current, textDivs, hits) : []),
    [hits, textDivs],
  )
  useEffect(() => {
    const shown = active !== undefined && boxes.length > 0 && box.current?.querySelector('.pdf-hit-active')
    if (shown) onActive(shown)
  }, [active, boxes, onActive])
  const select = ({ currentTarget }: PointerEvent<HTMLElement>) => {
    currentTarget.dataset.selecting = ''
    const end = () => delete currentTarget.dataset.selecting
    window.addEventListener('pointerup', end, { once: true })
    window.addEventListener('pointercancel', end, { once: true })
  }
  return (
    <section
      ref={box}
      className="pdf-page"
      aria-label={t('pdf.page_name', { page: label })}
      style={cssVars({ '--page-width': size.width, '--page-height': size.height })}
    >
      <div ref={canvasHolder} className="pdf-canvas" />
      {boxes.map(({ key, hit, ...place }) => (
        <span key={key} className={hit === active ? 'pdf-hit pdf-hit-active' : 'pdf-hit'} style={percent(place)} />
      ))}
      <div ref={textHolder} className="pdf-text" onPointerDown={select} />
      {links.map((link) =>
        link.href ? (
          // biome-ignore lint/a11y/useAnchorContent: its content is the drawing below it; it has a name
          <a
            key={link.key}
            className="pdf-link"
            href={link.href}
            target="_blank"
            rel="noopener noreferrer"
            title={link.href}
            aria-label={link.href}
            style={percent(link.box)}
          />
        ) : (
          <button
            key={link.key}
            type="button"
            className="pdf-link"
            aria-label={t('pdf.link')}
            style={percent(link.box)}
            onClick={() => follow(link)}
          />
        ),
      )}
      {over?.(index + 1)}
      {hasFailed && <p className="pdf-failed">{t('pdf.page_failed')}</p>}
    </section>
  )
})

const percent = ({ left, top, width, height }: PageLink['box']): CSSProperties => ({
  ...{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` },
})

/** Whether a page is at most one screen of the list away from its view. */
function useNear(box: React.RefObject<HTMLElement>): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const page = box.current
    if (!page) return
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      root: page.parentElement,
      rootMargin: '100% 0px',
    })
    observer.observe(page)
    return () => observer.disconnect()
  }, [box])
  return isNear
}
