import { thumbHashToRGBA } from 'thumbhash'
import type { Colour } from './query/fields'

/** Share of a picture from which a colour is one of its colours. */
const LEAST_SHARE = 0.15
const MOST_COLOURS = 3

/** Returns the colours of most of a picture by its thumbhash in base64, that of the largest part first; empty for a bad one. */
export function coloursOf(thumbhash: string | null): Colour[] {
  if (!thumbhash) return []
  const shares = new Map<Colour, number>()
  let seen = 0
  try {
    const { rgba } = thumbHashToRGBA(Buffer.from(thumbhash, 'base64'))
    for (let at = 0; at < rgba.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at, at + 4)
      if (alpha < 128) continue
      seen++
      const colour = nameOfColour(red, green, blue)
      shares.set(colour, (shares.get(colour) ?? 0) + 1)
    }
  } catch {
    return []
  }
  return [...shares]
    .filter(([, count]) => count >= LEAST_SHARE * seen)
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_COLOURS)
    .map(([colour]) => colour)
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
  if (hue >= 10 && hue < 50 && lightness < 0.42) return 'brown'
  return HUES.findLast(([from]) => from <= hue)?.[1] ?? 'red'
}

function hueOf(...[red, green, blue, most, span]: [number, number, number, number, number]): number {
  const sixth =
    most === red ? (green - blue) / span : most === green ? 2 + (blue - red) / span : 4 + (red - green) / span
  return (sixth * 60 + 360) % 360
}
