import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useCallback, useEffect, useState } from 'react'
import { type PageLink, placeOf } from './page-links'
import { type PageSize, PdfPage, type PdfPageProps } from './pdf-page'
import type { PageScroll } from './use-page-scroll'
import type { PageHits } from './use-pdf-search'
import type { Zoom } from './use-zoom'

export interface PdfPagesProps {
  pdf: PDFDocumentProxy
  labels: string[] | null
  zoom: Zoom
  scroll: PageScroll
  hits: PageHits
  /** The hit that is gone to: page and its number there. */
  active: { index: number; hit: number } | undefined
  over: PdfPageProps['over']
}

/** All pages, each as large as it will be; only those near the view are drawn. */
export function PdfPages({ pdf, labels, zoom, scroll, hits, active, over }: PdfPagesProps) {
  const [first, setFirst] = useState<PageSize>()
  const { setPageWidth } = zoom
  const { toPage, toElement } = scroll
  useEffect(() => {
    let isCurrent = true
    pdf.getPage(1).then(
      (page) => {
        const { width, height } = page.getViewport({ scale: 1 })
        if (!isCurrent) return
        setFirst({ width, height })
        setPageWidth(width)
      },
      () => isCurrent && setFirst({ width: 612, height: 792 }),
    )
    return () => {
      isCurrent = false
    }
  }, [pdf, setPageWidth])
  useEffect(() => {
    if (active) toPage(active.index)
  }, [active, toPage])
  const height = first?.height ?? 0
  const follow = useCallback(
    async ({ destination }: PageLink) => {
      const place = destination && (await placeOf(pdf, destination))
      if (!place) return
      toPage(place.index, place.top === undefined || height === 0 ? 0 : Math.max(0, 1 - place.top / height))
    },
    [pdf, toPage, height],
  )
  if (!first) return null
  return (
    <>
      {Array.from({ length: pdf.numPages }, (_, index) => (
        <PdfPage
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
          key={index}
          {...{ pdf, index, first, follow, over }}
          label={labels?.[index] ?? String(index + 1)}
          scale={zoom.scale}
          hits={hits.get(index)}
          active={active?.index === index ? active.hit : undefined}
          onActive={toElement}
        />
      ))}
    </>
  )
}
