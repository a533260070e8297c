import { AnnotationMode, type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { linksOf, type PageLink } from './page-links'
import type { PageSize } from './pdf-page'

/** The largest canvas that every phone can draw (iOS: 16.7 million pixels). */
const MOST_PIXELS = 16_000_000
/** Pages that are scrolled past faster than this are not drawn. */
const REST_MS = 60

export interface PageDrawing {
  canvasHolder: RefObject<HTMLDivElement>
  textHolder: RefObject<HTMLDivElement>
  /** Undefined until the page is loaded. */
  size: PageSize | undefined
  links: PageLink[]
  /** The elements of the page's text, in order; undefined until they are there. */
  textDivs: HTMLElement[] | undefined
  hasFailed: boolean
}

interface Wanted {
  pdf: PDFDocumentProxy
  index: number
  scale: number
  isNear: boolean
}

/** Loads and draws a page while it is near the view; releases its canvas, its text and its memory when it is not. */
export function usePageDrawing({ pdf, index, scale, isNear }: Wanted): PageDrawing {
  const canvasHolder = useRef<HTMLDivElement>(null)
  const textHolder = useRef<HTMLDivElement>(null)
  const [page, setPage] = useState<PDFPageProxy>()
  const [size, setSize] = useState<PageSize>()
  const [links, setLinks] = useState<PageLink[]>([])
  const [textDivs, setTextDivs] = useState<HTMLElement[]>()
  const [hasFailed, setFailed] = useState(false)

  useEffect(() => {
    if (!isNear) return
    let isCurrent = true
    const load = async () => {
      const loaded = await pdf.getPage(index + 1)
      if (!isCurrent) return
      const { width, height } = loaded.getViewport({ scale: 1 })
      setSize({ width, height })
      setPage(loaded)
      const found = await linksOf(loaded)
      if (isCurrent) setLinks(found)
    }
    const timer = setTimeout(() => load().catch(() => isCurrent && setFailed(true)), REST_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
      setPage(undefined)
      setLinks([])
    }
  }, [pdf, index, isNear])

  useEffect(() => {
    const holder = canvasHolder.current
    if (!page || !holder) return
    const { width, height } = page.getViewport({ scale })
    const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (width * height)))
    const viewport = page.getViewport({ scale: scale * density })
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.floor(viewport.width))
    canvas.height = Math.max(1, Math.floor(viewport.height))
    const task = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE })
    // The drawing of another size stays until the new one is complete.
    task.promise.then(
      () => replace(holder, canvas),
      (error: Error) => error.name !== 'RenderingCancelledException' && setFailed(true),
    )
    return () => task.cancel()
  }, [page, scale])

  useEffect(() => {
    const holder = textHolder.current
    const canvases = canvasHolder.current
    if (!page || !holder) return
    const layer = new TextLayer({
      textContentSource: page.streamTextContent({ includeMarkedContent: true, disableNormalization: true }),
      container: holder,
      viewport: page.getViewport({ scale: 1 }),
    })
    let isCurrent = true
    layer.render().then(
      () => {
        if (!isCurrent) return
        const end = document.createElement('div')
        end.className = 'pdf-text-end'
        holder.append(end)
        setTextDivs(layer.textDivs)
      },
      // Text that cannot be read leaves the drawing as it is.
      () => {},
    )
    return () => {
      isCurrent = false
      layer.cancel()
      holder.replaceChildren()
      setTextDivs(undefined)
      if (canvases) replace(canvases)
      page.cleanup()
    }
  }, [page])

  return { canvasHolder, textHolder, size, links, textDivs, hasFailed }
}

/** Shows one canvas instead of those in `holder`, whose memory is released at once (Safari keeps it otherwise). */
function replace(holder: HTMLElement, canvas?: HTMLCanvasElement): void {
  const before = [...holder.querySelectorAll('canvas')]
  holder.replaceChildren(...(canvas ? [canvas] : []))
  for (const old of before) old.width = old.height = 0
}
