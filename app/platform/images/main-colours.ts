import { chromaOf, type Lab, labDistance } from './oklab'
import { plainBackdrop } from './plain-backdrop'
import type { SmallPixels } from './small-pixels'

/** A colour of a picture, and the share of the picture that has it, from 0 to 1. */
export interface MainColour {
  lab: Lab
  share: number
}

const MOST_COLOURS = 5
/** Share from which a colour is one of a picture. */
const LEAST_SHARE = 0.03
/** Distance up to which colours are counted as one. */
const SAME_WITHIN = 0.08
/** Sides of the cells of the histogram: of lightness, and of each axis of colour. */
const [LIGHTNESS_STEP, COLOUR_STEP] = [0.1, 0.05]
/** How much more a strong colour is noticed than grey, when the five are chosen. */
const STRENGTH = 4
/** Share of a picture that a plain backdrop is counted as at most, however large it is. */
const MOST_BACKDROP = 0.2

/**
 * Returns the colours of a picture, at most five, that of the largest part first. Only opaque pixels count. A plain white, grey or
 * black backdrop counts as a fifth of the picture at most, so that it does not drown what stands before it.
 */
export function mainColours(pixels: SmallPixels): MainColour[] {
  const { lab, isOpaque } = pixels
  const backdrop = plainBackdrop(pixels)
  const seen = isOpaque.filter(Boolean).length
  const before = seen - backdrop.size
  const isDrowned = before > 0 && backdrop.size > MOST_BACKDROP * seen
  const each = isDrowned ? (MOST_BACKDROP / (1 - MOST_BACKDROP)) * (before / backdrop.size) : 1
  const cells = new Map<number, Sum>()
  lab.forEach((colour, at) => {
    if (!isOpaque[at]) return
    const key = cellOf(colour)
    const cell = cells.get(key)
    const weight = backdrop.has(at) ? each : 1
    if (cell) add(cell, colour, weight)
    else cells.set(key, added(undefined, colour, weight))
  })
  return merged([...cells.values()])
}

/** Sums of weights, and of channels by their weights. */
interface Sum extends Lab {
  weight: number
}

/** Returns the number of a colour's cell of the histogram; axes of colour are within ±0.5. */
const cellOf = ({ l, a, b }: Lab): number =>
  (Math.floor(l / LIGHTNESS_STEP) * 100 + Math.floor(a / COLOUR_STEP) + 50) * 100 + Math.floor(b / COLOUR_STEP) + 50

function add(sum: Sum, { l, a, b }: Lab, weight: number): void {
  sum.weight += weight
  sum.l += l * weight
  sum.a += a * weight
  sum.b += b * weight
}

const added = (sum: Sum | undefined, { l, a, b }: Lab, weight: number): Sum => ({
  ...{ weight: (sum?.weight ?? 0) + weight, l: (sum?.l ?? 0) + l * weight },
  ...{ a: (sum?.a ?? 0) + a * weight, b: (sum?.b ?? 0) + b * weight },
})

const meanOf = ({ weight, l, a, b }: Sum): Lab => ({ l: l / weight, a: a / weight, b: b / weight })

const noticed = ({ lab, share }: MainColour): number => share * (1 + STRENGTH * chromaOf(lab))

/** Merges cells into the colours of larger ones near them. */
function merged(cells: readonly Sum[]): MainColour[] {
  const groups: Sum[] = []
  for (const cell of [...cells].sort((one, other) => other.weight - one.weight)) {
    const distances = groups.map((group) => labDistance(meanOf(group), meanOf(cell)))
    const nearest = distances.indexOf(Math.min(...distances))
    const group = groups[nearest]
    if (group && (distances[nearest] ?? 1) <= SAME_WITHIN) groups[nearest] = added(group, meanOf(cell), cell.weight)
    else groups.push({ ...cell })
  }
  const total = groups.reduce((sum, { weight }) => sum + weight, 0)
  return groups
    .map((group) => ({ lab: meanOf(group), share: group.weight / total }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((one, other) => noticed(other) - noticed(one))
    .slice(0, MOST_COLOURS)
    .sort((one, other) => other.share - one.share)
}
