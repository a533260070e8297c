import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'

/** A link on a page; its box is in percent of the page. */
export interface PageLink {
  key: string
  box: { left: number; top: number; width: number; height: number }
  /** An external address. */
  href?: string
  /** A place in the same document: name or array of a destination (ISO 32000-1, section 12.3.2). */
  destination?: string | unknown[]
}

export interface PagePlace {
  /** From 0. */
  index: number
  /** Distance from the bottom of the page in points, if the destination has one. */
  top?: number
}

/** Pages with more links than this are made by machines; those above are not shown as links. */
const MOST_LINKS = 1000
const ALLOWED = new Set(['http:', 'https:', 'mailto:'])

interface LinkAnnotation {
  subtype?: string
  rect?: number[]
  url?: string
  dest?: string | unknown[] | null
}

/** Returns the links of a page: external ones by http(s) and mail, and those to places of the document. */
export async function linksOf(page: PDFPageProxy): Promise<PageLink[]> {
  const annotations: LinkAnnotation[] = await page.getAnnotations({ intent: 'display' })
  const viewport = page.getViewport({ scale: 1 })
  return annotations.slice(0, MOST_LINKS).flatMap(({ subtype, rect, url, dest }, index) => {
    if (subtype !== 'Link' || rect?.length !== 4) return []
    const target = url ? { href: allowedHref(url) } : { destination: dest ?? undefined }
    if (!target.href && !target.destination) return []
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = viewport.convertToViewportRectangle(rect).map(Number)
    const box = {
      left: (100 * Math.min(x1, x2)) / viewport.width,
      top: (100 * Math.min(y1, y2)) / viewport.height,
      width: (100 * Math.abs(x2 - x1)) / viewport.width,
      height: (100 * Math.abs(y2 - y1)) / viewport.height,
    }
    return [{ key: String(index), box, ...target }]
  })
}

/** Returns the address of an external link; undefined if its scheme may not be opened. */
export function allowedHref(url: string): string | undefined {
  try {
    const { protocol, href } = new URL(url)
    return ALLOWED.has(protocol) ? href : undefined
  } catch {
    return undefined
  }
}

/** Returns the page of a destination; undefined if the document has none by that name. */
export async function placeOf(pdf: PDFDocumentProxy, destination: string | unknown[]): Promise<PagePlace | undefined> {
  try {
    const found = typeof destination === 'string' ? await pdf.getDestination(destination) : destination
    if (!Array.isArray(found)) return undefined
    const [target, kind, , top] = found
    const index = typeof target === 'number' ? target : await pdf.getPageIndex(target)
    const hasTop = (kind as { name?: string } | undefined)?.name === 'XYZ' && typeof top === 'number'
    return index >= 0 && index < pdf.numPages ? { index, top: hasTop ? top : undefined } : undefined
  } catch {
    // A destination that points nowhere is common in exported documents.
    return undefined
  }
}
