/** Returns a value that must be there by how the code is made; throws an Error that names `what` is missing when it is not. */
export function required<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`missing: ${what}`)
  return value
}
