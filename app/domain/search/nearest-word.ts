/** Most letters that differ, by the length of the word. */
const mostDiffering = (length: number): number => (length < 5 ? 1 : length < 9 ? 2 : 3)

/** Returns which of some words is closest to one, the first of equally close ones; undefined when all differ too much. */
export function closest(typed: string, vocabulary: readonly string[]): string | undefined {
  let best: string | undefined
  let least = mostDiffering(typed.length) + 1
  for (const word of vocabulary) {
    const distance = word === typed ? least : differing(typed, word)
    if (distance < least) [best, least] = [word, distance]
  }
  return best
}

/** Returns how many letters must be changed, left out, put in or swapped with the next (optimal string alignment distance). */
export function differing(one: string, other: string): number {
  const [a, b] = [[...one], [...other]]
  let [before, last]: [number[], number[]] = [[], b.map((_, index) => index).concat(b.length)]
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1]
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const changed = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      current[column] = isSwapped ? Math.min(changed, (before[column - 2] ?? 0) + 1) : changed
    }
    ;[before, last] = [last, current]
  }
  return last[b.length] ?? 0
}
