import { PRESETS } from './presets'

/** Presets that a large picture on a page is offered in, smallest first. */
const SIZES_IN_SET = ['small', 'preview'] as const

/** Addresses of one picture in several widths, for `src` and `srcset`. */
export interface PictureSet {
  src: string
  srcSet?: string
}

/**
 * Offers a browser the widths that a picture is made in, so that a phone takes no more than it shows. `width` and `height` are
 * those of the original; presets bound the longer side and enlarge nothing.
 */
export function pictureSet(
  urlOf: (preset: (typeof SIZES_IN_SET)[number]) => string,
  { width, height }: { width: number | null; height: number | null },
): PictureSet {
  const src = urlOf('preview')
  if (!width || !height) return { src }
  const made = SIZES_IN_SET.map((preset) => {
    const scale = Math.min(1, PRESETS[preset].side / Math.max(width, height))
    return { url: urlOf(preset), width: Math.round(width * scale) }
  })
  const [small, large] = made
  if (!small || !large || small.width === large.width) return { src }
  return { src, srcSet: made.map((each) => `${each.url} ${each.width}w`).join(', ') }
}
