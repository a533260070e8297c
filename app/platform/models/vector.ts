import type { Point } from '~/platform/files/model-facts'

export const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

export const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

/** Returns the vector of length 1; one that has no length is returned as upwards. */
export function unit(a: Point): Point {
  const length = Math.hypot(a[0], a[1], a[2])
  return length > 1e-20 && Number.isFinite(length) ? [a[0] / length, a[1] / length, a[2] / length] : [0, 1, 0]
}

/** Returns a + b · by. */
export const along = (a: Point, b: Point, by: number): Point => [a[0] + b[0] * by, a[1] + b[1] * by, a[2] + b[2] * by]

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t

export const clamp = (value: number, low = 0, high = 1): number => (value < low ? low : value > high ? high : value)
