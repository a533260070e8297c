import type { Kind } from '~/platform/files/kinds'
import type { Backdrop } from './backdrops'

/** The facts that decide how a picture is displayed in its frame. */
export interface Framed {
  kind: string
  extension: string
  /** Whether it is a light picture on transparency. */
  needsDarkBackdrop: boolean
}

export interface Frame {
  backdrop: Backdrop
  /** `fill` crops to the frame, `inset` shows all of the picture with a margin, `whole` all of it without one. */
  fit: 'fill' | 'inset' | 'whole'
}

/** Formats of logos and screenshots, which must not be cropped. */
const DRAWN = new Set(['svg', 'png', 'gif', 'webp', 'ai', 'eps'])
/** Kinds of which the picture is a drawing, a page or a slide, which must not be cropped either. */
const DRAWN_KINDS: ReadonlySet<string> = new Set<Kind>([
  ...(['vector', 'pdf', 'document', 'presentation', 'spreadsheet'] as const),
  ...(['font', 'text', 'code', 'data'] as const),
])

/**
 * Returns how a picture is displayed in a frame, the same everywhere: photographs fill it; drawings and pages are shown uncropped
 * with a margin, on white, or on dark if they are light themselves.
 */
export function frameOf({ kind, extension, needsDarkBackdrop }: Framed): Frame {
  const drawn = DRAWN_KINDS.has(kind) || DRAWN.has(extension)
  if (needsDarkBackdrop) return { backdrop: 'dark', fit: drawn ? 'inset' : 'fill' }
  return drawn ? { backdrop: 'white', fit: 'inset' } : { backdrop: 'quiet', fit: 'fill' }
}
