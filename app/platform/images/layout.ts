import type { Lab } from './oklab'
import { SMALL_SIDE } from './small-pixels'

/** Cells of a side of the grid of mean colours, and of that of edges. */
export const [GRID, EDGE_GRID] = [4, 2]
/** Directions that edges are counted in. */
export const DIRECTIONS = 4
const CELLS = GRID * GRID
/** Bytes of a layout: the lightness of each cell, its two axes of colour, and the edges of each quarter by their directions. */
export const LAYOUT_BYTES = 3 * CELLS + EDGE_GRID * EDGE_GRID * DIRECTIONS

/** Scale of the bytes: axes of colour from -0.25 to 0.25; of edges the square root, so that few of them count, too. */
const COLOUR_SCALE = 510
const EDGE_SCALE = 700

const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)))

/**
 * Returns what is where in a picture of `SMALL_SIDE` squared pixels, in 64 bytes: the mean colour in OKLab of each of 4 × 4 cells,
 * and how strong edges of four directions are in each quarter. After the colour layout and the edge histogram of MPEG-7
 * (ISO/IEC 15938-3), whose transform and bins it leaves out.
 */
export function layoutOf(lab: readonly Lab[]): Uint8Array {
  const layout = new Uint8Array(LAYOUT_BYTES)
  const means = cellMeans(lab)
  means.forEach(({ l, a, b }, cell) => {
    layout[cell] = byte(255 * l)
    layout[CELLS + cell] = byte(127.5 + COLOUR_SCALE * a)
    layout[2 * CELLS + cell] = byte(127.5 + COLOUR_SCALE * b)
  })
  edgesOf(lab).forEach((mean, at) => {
    layout[3 * CELLS + at] = byte(EDGE_SCALE * Math.sqrt(mean))
  })
  return layout
}

function cellMeans(lab: readonly Lab[]): Lab[] {
  const [step, sums] = [SMALL_SIDE / GRID, Array.from({ length: CELLS }, () => ({ l: 0, a: 0, b: 0 }))]
  lab.forEach(({ l, a, b }, at) => {
    const sum = sums[cellAt(at, step, GRID)]
    if (!sum) return
    sum.l += l / step ** 2
    sum.a += a / step ** 2
    sum.b += b / step ** 2
  })
  return sums
}

const cellAt = (at: number, step: number, grid: number): number =>
  Math.floor(Math.floor(at / SMALL_SIDE) / step) * grid + Math.floor((at % SMALL_SIDE) / step)

/** Returns the mean strength of the differences of lightness (Sobel) of each quarter and direction. */
function edgesOf(lab: readonly Lab[]): number[] {
  const step = SMALL_SIDE / EDGE_GRID
  const sums: number[] = Array.from({ length: EDGE_GRID * EDGE_GRID * DIRECTIONS }, () => 0)
  const light = (x: number, y: number) => lab[y * SMALL_SIDE + x]?.l ?? 0
  for (let y = 1; y < SMALL_SIDE - 1; y++)
    for (let x = 1; x < SMALL_SIDE - 1; x++) {
      const across = (dy: number) => light(x + 1, y + dy) - light(x - 1, y + dy)
      const down = (dx: number) => light(x + dx, y + 1) - light(x + dx, y - 1)
      const [dx, dy] = [across(-1) + 2 * across(0) + across(1), down(-1) + 2 * down(0) + down(1)]
      const turn = (Math.atan2(dy, dx) / Math.PI + 1) * DIRECTIONS
      const direction = Math.round(turn) % DIRECTIONS
      const at = cellAt(y * SMALL_SIDE + x, step, EDGE_GRID) * DIRECTIONS + direction
      sums[at] = (sums[at] ?? 0) + Math.hypot(dx, dy) / 8 / step ** 2
    }
  return sums
}
