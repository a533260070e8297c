/** Longest pattern, in characters. */
export const LONGEST_PATTERN = 200

/**
 * Whether a whole file name fits a pattern: `*` stands for any characters, `?` for one, everything else for itself in either
 * case. Goes back only to the last `*`, so it takes at most the product of the two lengths (Krauss, "Matching Wildcards").
 */
export function fitsPattern(fileName: string, pattern: string): boolean {
  const name = [...fileName.normalize('NFC').toLowerCase()]
  const wanted = [...pattern.normalize('NFC').toLowerCase()]
  let [at, place, star, resume] = [0, 0, -1, 0]
  while (at < name.length) {
    if (wanted[place] === '*') {
      star = place++
      resume = at
    } else if (place < wanted.length && (wanted[place] === '?' || wanted[place] === name[at])) {
      at++
      place++
    } else if (star >= 0) {
      place = star + 1
      at = ++resume
    } else return false
  }
  while (wanted[place] === '*') place++
  return place === wanted.length
}
