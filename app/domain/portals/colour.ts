import { clampChroma, converter, formatHex, interpolate, wcagContrast } from 'culori'

const toOklch = converter('oklch')

/** A colour as `#rrggbb`. */
export type Hex = string

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export const contrast = (front: Hex, back: Hex): number => wcagContrast(front, back)

/** The smallest contrast of a colour over several grounds. */
export const contrastOnAll = (front: Hex, backgrounds: Hex[]): number =>
  Math.min(...backgrounds.map((background) => contrast(front, background)))

/**
 * Black or white, whichever reads better on a ground. Pure black matters: with #111 the worst ground of the RGB cube
 * falls to 4.35, with #000 it is 4.583.
 */
export const onColour = (background: Hex): Hex =>
  contrast('#ffffff', background) >= contrast('#000000', background) ? '#ffffff' : '#000000'

/** The colour with another lightness (0 to 1) and its chroma scaled, brought back into sRGB by lowering chroma. */
export function withLightness(colour: Hex, lightness: number, chroma = 1): Hex {
  const { c, h } = toOklch(colour)!
  const l = Math.min(1, Math.max(0, lightness))
  return formatHex(clampChroma({ mode: 'oklch', l, c: c * chroma, h }, 'oklch'))
}

/** Lightness of a colour in oklch, 0 to 1. */
export const lightness = (colour: Hex): number => toOklch(colour)!.l

/** `share` (0 to 1) of the second colour laid into the first, in sRGB. */
export const mix = (base: Hex, other: Hex, share: number): Hex => formatHex(interpolate([base, other], 'rgb')(share))

/** Whether light text belongs on this ground. */
export const isDark = (background: Hex): boolean => onColour(background) === '#ffffff'

/**
 * The colour moved in oklch lightness, by hundredths, until it reads on every ground with at least `target`.
 * Goes away from the first ground; answers black or white when the whole way is not enough.
 */
export function readableOn(colour: Hex, backgrounds: [Hex, ...Hex[]], target = 4.5): Hex {
  if (contrastOnAll(colour, backgrounds) >= target) return colour
  const step = isDark(backgrounds[0]) ? 0.01 : -0.01
  for (let l = lightness(colour) + step; l > 0 && l < 1; l += step) {
    const moved = withLightness(colour, l)
    if (contrastOnAll(moved, backgrounds) >= target) return moved
  }
  return onColour(backgrounds[0])
}
