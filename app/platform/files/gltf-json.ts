/** Access to members of JSON that is not trusted: what has another type counts as absent. */
export type Json = Record<string, unknown>

export const objectIn = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

export const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const objectsIn = (value: unknown): Json[] => listIn(value).map(objectIn)

/** Returns a whole number from 0 on; undefined if it is none. */
export const countIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined

/** Returns exactly `length` finite numbers; undefined if they are not. */
export function numbersIn(value: unknown, length: number): number[] | undefined {
  const numbers = listIn(value)
  if (numbers.length !== length) return undefined
  return numbers.every((number): number is number => typeof number === 'number' && Number.isFinite(number))
    ? numbers
    : undefined
}

/** Returns a text without control characters, at most 200 characters; undefined if it is empty or none. */
export function textIn(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const clean = value
    .slice(0, 400)
    .replace(/[\u0000-\u001f\u007f]/g, ' ')
    .trim()
  return [...clean].slice(0, 200).join('') || undefined
}
