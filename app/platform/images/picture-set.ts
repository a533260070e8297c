import { presetOf, presetsFor } from './preset-uses'
import type { PresetName } from './presets'

/** URLs of one picture in several widths, for `src` and `srcset`. */
export interface PictureSet {
  src: string
  srcSet?: string
}

/**
 * Offers a browser the widths that a large picture on a page is made in, so that a phone takes no more than it shows. `width`
 * and `height` are those of the original; presets bound the longer side and enlarge nothing.
 */
export function pictureSet(
  urlOf: (preset: PresetName) => string,
  { width, height }: { width: number | null; height: number | null },
): PictureSet {
  const offered = presetsFor('picture')
  const src = urlOf(offered.at(-1)!)
  if (!width || !height) return { src }
  const made = new Map<number, string>()
  for (const preset of offered) {
    const scale = Math.min(1, presetOf(preset).side / Math.max(width, height))
    const side = Math.round(width * scale)
    if (!made.has(side)) made.set(side, urlOf(preset))
  }
  if (made.size < 2) return { src }
  return { src, srcSet: [...made].map(([side, url]) => `${url} ${side}w`).join(', ') }
}
