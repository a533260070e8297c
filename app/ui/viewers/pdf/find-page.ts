/**
 * Returns the page, from 0, that a reader means: by its label, else by its number, counted from 1; undefined if there is
 * none. Labels differ by case alone only in theory.
 */
export function findPage(typed: string, labels: readonly string[] | null, pageCount: number): number | undefined {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return undefined
  const labelled = labels?.findIndex((label) => label.toLowerCase() === wanted) ?? -1
  if (labelled >= 0 && labelled < pageCount) return labelled
  const number = /^\d{1,7}$/.test(wanted) ? Number(wanted) : 0
  return number >= 1 && number <= pageCount ? number - 1 : undefined
}
