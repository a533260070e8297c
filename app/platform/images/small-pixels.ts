import { type Lab, labOf } from './oklab'

/** Side of the square that a picture is shrunk to before its colours and its layout are read. */
export const SMALL_SIDE = 64
const COUNT = SMALL_SIDE * SMALL_SIDE

/** A picture of `SMALL_SIDE` squared pixels, row by row. */
export interface SmallPixels {
  lab: Lab[]
  /** Whether a pixel is seen at all; what shines through is no colour of the picture. */
  isOpaque: boolean[]
}

/** Returns RGBA pixels of the small square in OKLab. */
export function smallPixels(rgba: Uint8Array): SmallPixels {
  const lab: Lab[] = []
  const isOpaque: boolean[] = []
  for (let at = 0; at < COUNT * 4; at += 4) {
    lab.push(labOf(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0))
    isOpaque.push((rgba[at + 3] ?? 255) >= 128)
  }
  return { lab, isOpaque }
}

/** The positions of the pixels at the four sides. */
export const BORDER: readonly number[] = Array.from({ length: COUNT }, (_, at) => at).filter((at) => {
  const [x, y] = [at % SMALL_SIDE, Math.floor(at / SMALL_SIDE)]
  return x === 0 || y === 0 || x === SMALL_SIDE - 1 || y === SMALL_SIDE - 1
})

/** Returns the positions beside a pixel. */
export function besides(at: number): number[] {
  const [x, y] = [at % SMALL_SIDE, Math.floor(at / SMALL_SIDE)]
  const found: number[] = []
  if (x > 0) found.push(at - 1)
  if (x < SMALL_SIDE - 1) found.push(at + 1)
  if (y > 0) found.push(at - SMALL_SIDE)
  if (y < SMALL_SIDE - 1) found.push(at + SMALL_SIDE)
  return found
}
