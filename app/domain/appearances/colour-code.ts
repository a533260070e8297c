import { chromaOf, type Lab, labOf } from '~/platform/images/oklab'

/** Axes of colour from -0.4 to 0.4 and lightness from 0 to 1 in 256 levels each. */
const [LEVELS, REACH] = [255, 0.4]

const level = (part: number): number => Math.min(LEVELS, Math.max(0, Math.round(part * LEVELS)))

/** Returns a colour as one number, which a row has it as: lightness, then both axes, eight bits each. */
export const codeOf = ({ l, a, b }: Lab): number =>
  (level(l) << 16) | (level((a + REACH) / (2 * REACH)) << 8) | level((b + REACH) / (2 * REACH))

/** Returns the colour of a number. */
export const colourOfCode = (code: number): Lab => ({
  l: (code >> 16) / LEVELS,
  a: (((code >> 8) & LEVELS) / LEVELS) * 2 * REACH - REACH,
  b: ((code & LEVELS) / LEVELS) * 2 * REACH - REACH,
})

/** Returns the colour of `#1a5fb4`. */
export function colourOfHex(hex: string): Lab {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  return labOf(red, green, blue)
}

/** Distance up to which a colour of a picture is the one that is searched for. */
export const ALIKE_WITHIN = 0.1
/** Lightness counts less than colour: the light and the shadow side of a thing have one colour. */
export const LIGHTNESS_WEIGHT = 0.6
/** Greys are told from tinted ones; of strong colours, more that differ have one name. */
const [GREY_BELOW, GREY_WEIGHT] = [0.04, 2]

/** Returns how much the axes of colour count when this colour is searched for. */
export const chromaWeightFor = (wanted: Lab): number => (chromaOf(wanted) < GREY_BELOW ? GREY_WEIGHT : 1)

/** Cells of lightness and of each axis of colour: the digits of a shade. */
const [LIGHTNESS_CELLS, COLOUR_CELLS] = [8, 10]

/** Returns the shade of a colour: the cell of OKLab that it is in, in three digits. */
export function shadeOf({ l, a, b }: Lab): string {
  const cell = (part: number, cells: number) => Math.min(cells - 1, Math.max(0, Math.floor(part * cells)))
  const colour = (axis: number) => cell((axis + REACH) / (2 * REACH), COLOUR_CELLS)
  return `${cell(l, LIGHTNESS_CELLS)}${colour(a)}${colour(b)}`
}

/** Returns all shades that have colours within `ALIKE_WITHIN` of one. */
export function shadesNear(wanted: Lab): string[] {
  const weight = chromaWeightFor(wanted)
  const digits = (count: number) => Array.from({ length: count }, (_, digit) => digit)
  const off = (value: number, from: number, size: number) => Math.max(0, from - value, value - from - size)
  return digits(LIGHTNESS_CELLS).flatMap((l) =>
    digits(COLOUR_CELLS).flatMap((a) =>
      digits(COLOUR_CELLS).flatMap((b) => {
        const axis = (value: number, digit: number) =>
          weight * off(value, (digit * 2 * REACH) / COLOUR_CELLS - REACH, (2 * REACH) / COLOUR_CELLS)
        const lightness = LIGHTNESS_WEIGHT * off(wanted.l, l / LIGHTNESS_CELLS, 1 / LIGHTNESS_CELLS)
        // The number of a colour is rounded, by less than that.
        const slack = 0.01
        return Math.hypot(lightness, axis(wanted.a, a), axis(wanted.b, b)) <= ALIKE_WITHIN + slack ? `${l}${a}${b}` : []
      }),
    ),
  )
}
