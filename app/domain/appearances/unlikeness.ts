import { GRID, LAYOUT_BYTES } from '~/platform/images/layout'
import type { MainColour } from '~/platform/images/main-colours'
import { labDistance } from '~/platform/images/oklab'

const CELLS = GRID * GRID

/** What pictures are compared by. */
export interface Look {
  layout: Uint8Array
  colours: readonly MainColour[]
}

/** How much layout, edges and colours count. */
const [LAYOUT_WEIGHT, EDGE_WEIGHT, COLOUR_WEIGHT] = [1, 0.6, 1]

/** Returns how little two pictures are alike: 0 for the same, about 0.1 for the same scene, 0.5 for any two. */
export const unlikeness = (one: Look, other: Look): number =>
  LAYOUT_WEIGHT * rootMeanSquare(one.layout, other.layout, 0, 3 * CELLS) +
  EDGE_WEIGHT * rootMeanSquare(one.layout, other.layout, 3 * CELLS, LAYOUT_BYTES) +
  COLOUR_WEIGHT * (moved(one.colours, other.colours) + moved(other.colours, one.colours))

function rootMeanSquare(one: Uint8Array, other: Uint8Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2
  return Math.sqrt(sum / (to - from)) / 255
}

/** Returns how far the colours of one picture are from the nearest of another, by their shares. */
function moved(from: readonly MainColour[], to: readonly MainColour[]): number {
  if (from.length === 0 || to.length === 0) return from.length === to.length ? 0 : 1
  const total = from.reduce((sum, { share }) => sum + share, 0)
  return from.reduce((sum, { lab, share }) => {
    const nearest = Math.min(...to.map((each) => labDistance(each.lab, lab) + 0.2 * Math.abs(each.share - share)))
    return sum + (share / total) * nearest
  }, 0)
}
