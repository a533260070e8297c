import type { MainColour } from '~/platform/images/main-colours'
import { chromaOf, rgbOf } from '~/platform/images/oklab'
import { COLOURS, type Colour } from './query/fields'

/** Share of a picture from which a colour has its name, greys and strong colours; the largest has it anyway. */
const [LEAST_SHARE, LEAST_STRONG] = [0.12, 0.06]
/** Chroma from which a colour is strong. */
const STRONG = 0.12
const MOST_NAMES = 4

/** Returns the names of the colours of a picture, that of the largest part first. */
export function namesOfColours(colours: readonly MainColour[]): Colour[] {
  const shares = new Map<Colour, number>()
  for (const { lab, share } of colours) {
    const name = nameOfColour(...rgbOf(lab))
    shares.set(name, (shares.get(name) ?? 0) + share * (chromaOf(lab) >= STRONG ? LEAST_SHARE / LEAST_STRONG : 1))
  }
  return [...shares]
    .sort(([, one], [, other]) => other - one)
    .filter(([, share], place) => place === 0 || share >= LEAST_SHARE)
    .slice(0, MOST_NAMES)
    .map(([name]) => name)
}

/** First degree of each hue on the circle of HSL. */
const HUES: [from: number, colour: Colour][] = [
  ...(
    [
      [0, 'red'],
      [16, 'orange'],
      [46, 'yellow'],
      [68, 'green'],
      [160, 'turquoise'],
    ] as const
  ).map(([from, colour]): [number, Colour] => [from, colour]),
  ...(
    [
      [196, 'blue'],
      [256, 'purple'],
      [300, 'pink'],
      [346, 'red'],
    ] as const
  ).map(([from, colour]): [number, Colour] => [from, colour]),
]

/** Returns the name of a colour of sRGB, eight bits a channel. */
export function nameOfColour(red: number, green: number, blue: number): Colour {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const lightness = (most + least) / 510
  const chroma = (most - least) / 255
  if (lightness < 0.1) return 'black'
  if (lightness > 0.93) return 'white'
  if (chroma < 0.1) return lightness < 0.2 ? 'black' : lightness > 0.85 ? 'white' : 'grey'
  const hue = hueOf(red, green, blue, most, most - least)
  if (hue >= 10 && hue < 50 && (lightness < 0.42 || (chroma < 0.3 && lightness < 0.7))) return 'brown'
  return HUES.findLast(([from]) => from <= hue)?.[1] ?? 'red'
}

function hueOf(...[red, green, blue, most, span]: [number, number, number, number, number]): number {
  const sixth =
    most === red ? (green - blue) / span : most === green ? 2 + (blue - red) / span : 4 + (red - green) / span
  return (sixth * 60 + 360) % 360
}

/** What each named colour is shown as beside its name. */
export const SWATCHES: Record<Colour, string> = {
  ...{ red: '#d32f2f', orange: '#f57c00', yellow: '#fbc02d', green: '#43a047', turquoise: '#26a69a', blue: '#1e6fd9' },
  ...{ purple: '#7e57c2', pink: '#ec6fa9', brown: '#795548', black: '#1b1b1b', grey: '#9e9e9e', white: '#ffffff' },
}

/** Returns the colour that a value of the field stands for, and the name of one that is a code: of `#1a5fb4`, blue. */
export function swatchOf(value: string): { hex: string; name: Colour } | undefined {
  const name = COLOURS.find((each) => each === value)
  if (name) return { hex: SWATCHES[name], name }
  if (!/^#[0-9a-f]{6}$/.test(value)) return undefined
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16))
  return { hex: value, name: nameOfColour(red, green, blue) }
}
