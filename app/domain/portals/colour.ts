import { clampChroma, converter, formatHex, interpolate, wcagContrast } from 'culori'
import { required } from '~/platform/required'

const toOklch = converter('oklch')

/** A colour as `#rrggbb`. */
export type Hex = string

/** Returns the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export const contrast = (front: Hex, back: Hex): number => wcagContrast(front, back)

/** Returns the smallest contrast ratio of a colour on several backgrounds. */
export const contrastOnAll = (front: Hex, backgrounds: Hex[]): number =>
  Math.min(...backgrounds.map((background) => contrast(front, background)))

/**
 * Returns black or white, whichever has more contrast on a background. Pure black matters: with #111 the worst background
 * in the RGB cube has a ratio of 4.35, with #000 one of 4.583.
 */
export const onColour = (background: Hex): Hex =>
  contrast('#ffffff', background) >= contrast('#000000', background) ? '#ffffff' : '#000000'

/** Returns the colour with another oklch lightness (0 to 1) and scaled chroma, clamped to sRGB by lowering chroma. */
export function withLightness(colour: Hex, lightness: number, chroma = 1): Hex {
  const { c, h } = oklchOf(colour)
  const l = Math.min(1, Math.max(0, lightness))
  return formatHex(clampChroma({ mode: 'oklch', l, c: c * chroma, h }, 'oklch'))
}

const oklchOf = (colour: Hex) => required(toOklch(colour), colour)

/** Returns the oklch lightness of a colour, 0 to 1. */
export const lightness = (colour: Hex): number => oklchOf(colour).l

/** Returns a mix of two colours in sRGB, with `share` (0 to 1) of the second. */
export const mix = (base: Hex, other: Hex, share: number): Hex => formatHex(interpolate([base, other], 'rgb')(share))

/** Whether light text has more contrast on this background than dark text. */
export const isDark = (background: Hex): boolean => onColour(background) === '#ffffff'

/**
 * Returns the colour moved in oklch lightness, by hundredths, until its contrast on every background is at least `target`.
 * Moves it away from the first background's lightness; returns black or white when no step suffices.
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
