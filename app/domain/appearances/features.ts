import { DIRECTIONS, EDGE_GRID, GRID } from '~/platform/images/layout'

const CELLS = GRID * GRID

/** Frequencies of the grid of colours, across and down, and how much each channel of them counts. */
const LIGHT: [across: number, down: number][] = [
  ...([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [0, 2],
    [2, 0],
  ] as [number, number][]),
]
const COLOUR: [across: number, down: number][] = [
  ...([
    [0, 0],
    [0, 1],
    [1, 0],
  ] as [number, number][]),
]
const [COLOUR_WEIGHT, EDGE_WEIGHT] = [2, 0.5]
/** What pictures have on average, so that the features of most are around zero. */
const [MEAN_LIGHT, MEAN_COLOUR, MEAN_EDGE] = [0.55, 0.5, 0.3]

/** Number of features. */
export const FEATURES = LIGHT.length + 2 * COLOUR.length + DIRECTIONS

/**
 * Returns the few numbers that say most about a layout: the low frequencies of its colours, and how strong edges of each direction
 * are. Layouts that are alike have features that are.
 */
export function featuresOf(layout: Uint8Array): number[] {
  const at = (index: number) => (layout[index] ?? 0) / 255
  const grid = (channel: number) => Array.from({ length: CELLS }, (_, cell) => at(channel * CELLS + cell))
  const light = LIGHT.map((frequency) => waveOf(grid(0), frequency, MEAN_LIGHT))
  const colours = [1, 2].flatMap((channel) =>
    COLOUR.map((frequency) => COLOUR_WEIGHT * waveOf(grid(channel), frequency, MEAN_COLOUR)),
  )
  const edges = Array.from({ length: DIRECTIONS }, (_, direction) => {
    const quarters = Array.from({ length: EDGE_GRID ** 2 }, (_, quarter) =>
      at(3 * CELLS + quarter * DIRECTIONS + direction),
    )
    return EDGE_WEIGHT * (quarters.reduce((sum, each) => sum + each, 0) / quarters.length - MEAN_EDGE)
  })
  return [...light, ...colours, ...edges]
}

/** Cosines by the place of a cell in its row or column and the frequency. */
const COSINES = Array.from({ length: GRID }, (_, place) =>
  Array.from({ length: GRID }, (_, frequency) => Math.cos(((2 * place + 1) * frequency * Math.PI) / (2 * GRID))),
)
const cosine = (place: number, frequency: number): number => COSINES[place]?.[frequency] ?? 0

/** Returns a coefficient of the cosine transform (DCT-II) of a grid, divided by the number of its cells. */
const waveOf = (grid: readonly number[], [across, down]: [number, number], mean: number): number =>
  grid.reduce(
    (sum, value, cell) =>
      sum + ((value - mean) * cosine(cell % GRID, across) * cosine(Math.floor(cell / GRID), down)) / CELLS,
    0,
  )
