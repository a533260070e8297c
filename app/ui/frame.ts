import type { Backdrop } from './backdrops'

/** What decides how a picture lies in its frame. */
export interface Framed {
  kind: string
  extension: string
  /** A light picture on transparent ground. */
  needsDarkBackdrop: boolean
}

export interface Frame {
  backdrop: Backdrop
  /** `fill` crops to the frame, `inset` shows all of it with air around, `whole` all of it from edge to edge. */
  fit: 'fill' | 'inset' | 'whole'
}

/** Formats in which drawings, marks and screens come: nothing of them may be cut off. */
const DRAWN = new Set(['svg', 'png', 'gif', 'webp', 'pdf', 'ai', 'eps'])

/**
 * The one rule for pictures in frames: photographs fill them, drawings are whole with air around them, on white, or on
 * dark where they are light themselves.
 */
export function frameOf({ kind, extension, needsDarkBackdrop }: Framed): Frame {
  const drawn = kind === 'vector' || DRAWN.has(extension)
  if (needsDarkBackdrop) return { backdrop: 'dark', fit: drawn ? 'inset' : 'fill' }
  return drawn ? { backdrop: 'white', fit: 'inset' } : { backdrop: 'quiet', fit: 'fill' }
}
