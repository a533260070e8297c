import type { Range } from '../query/ranges'

/** From a number, included, to a number, excluded. */
export interface Bucket {
  from: number
  to: number
}

/** Returns the part of the scale that a number is in: whole numbers up to ten, then 10, 20, 50, 100, 200, 500 and so on. */
export function bucketOf(number: number): Bucket {
  if (Math.abs(number) < UNITS || number === -UNITS) return { from: Math.floor(number), to: Math.floor(number) + 1 }
  if (number > 0) return { from: stepBelow(number), to: stepAbove(stepBelow(number)) }
  const lowest = stepBelow(-number)
  // The ends of negative parts are mirrored, and the smaller one is still the one that is included.
  return lowest === -number ? { from: number, to: -before(lowest) } : { from: -stepAbove(lowest), to: -lowest }
}

const UNITS = 10

const powerBelow = (number: number): number => {
  const power = 10 ** Math.floor(Math.log10(number))
  return power > number ? power / 10 : power * 10 <= number ? power * 10 : power
}

function stepBelow(number: number): number {
  const power = powerBelow(number)
  return ([5, 2].find((step) => step * power <= number) ?? 1) * power
}

const stepAbove = (step: number): number => (step / powerBelow(step) === 2 ? step * 2.5 : step * 2)
const before = (step: number): number => (step / powerBelow(step) === 5 ? step / 2.5 : step / 2)

/** Returns whether a range and a bucket have a number in common. */
export const overlaps = ({ from, to }: Range, bucket: Bucket): boolean =>
  (from === undefined || from < bucket.to) && (to === undefined || to > bucket.from)

/** Returns whether a range has every number of a bucket. */
export const contains = ({ from, to }: Range, bucket: Bucket): boolean =>
  (from === undefined || from <= bucket.from) && (to === undefined || to >= bucket.to)

/** Returns the month of a day, `2026-05`, as a bucket in milliseconds since 1970. */
export function monthOf(month: string): Bucket {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return { from: Date.UTC(year, number - 1, 1), to: Date.UTC(year, number, 1) }
}
