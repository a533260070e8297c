import { chromaOf, type Lab, labDistance } from './oklab'
import { BORDER, besides, type SmallPixels } from './small-pixels'

/** Share of the border that must have one colour for it to be a backdrop, and how much that colour may vary. */
const [LEAST_BORDER, VARIES] = [0.75, 0.08]
/** Chroma up to which a backdrop is white, grey or black. A coloured wall is a colour of the picture. */
const NEUTRAL = 0.04
/** Difference of neighbours from which one of them is no backdrop any more. */
const EDGE = 0.03

/**
 * Returns the positions of a plain white, grey or black backdrop, as of a product in a studio: what hangs together with the border,
 * where three quarters of the border have one such colour. Empty for any other picture.
 */
export function plainBackdrop(pixels: SmallPixels): Set<number> {
  const { lab, isOpaque } = pixels
  const border = BORDER.filter((at) => isOpaque[at])
  const colour = medianOf(border.flatMap((at) => lab[at] ?? []))
  const isBackdrop = (at: number) => isOpaque[at] === true && labDistance(lab[at] ?? colour, colour) <= VARIES
  const begun = border.filter(isBackdrop)
  if (chromaOf(colour) > NEUTRAL || begun.length < LEAST_BORDER * BORDER.length) return new Set()
  const found = new Set(begun)
  for (const at of found)
    for (const next of besides(at))
      if (isBackdrop(next) && labDistance(lab[next] ?? colour, lab[at] ?? colour) <= EDGE) found.add(next)
  return found
}

function medianOf(colours: readonly Lab[]): Lab {
  const middle = (channel: keyof Lab) =>
    colours.map((colour) => colour[channel]).sort((one, other) => one - other)[colours.length >> 1] ?? 0
  return { l: middle('l'), a: middle('a'), b: middle('b') }
}
