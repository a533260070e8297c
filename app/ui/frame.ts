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

/** Formats of drawings, logos and screenshots, which must not be cropped. */
const DRAWN = new Set(['svg', 'png', 'gif', 'webp', 'pdf', 'ai', 'eps'])

/**
 * Returns how a picture is displayed in a frame, the same everywhere: photographs fill it; drawings are shown uncropped
 * with a margin, on white, or on dark if they are light themselves.
 */
export function frameOf({ kind, extension, needsDarkBackdrop }: Framed): Frame {
  const drawn = kind === 'vector' || DRAWN.has(extension)
  if (needsDarkBackdrop) return { backdrop: 'dark', fit: drawn ? 'inset' : 'fill' }
  return drawn ? { backdrop: 'white', fit: 'inset' } : { backdrop: 'quiet', fit: 'fill' }
}
