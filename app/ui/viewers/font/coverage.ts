type Ranges = readonly (readonly [number, number])[]

const LAST_CODE_POINT = 0x10ffff

/** Returns whether a font covers every visible character of a text. */
export function covers(ranges: Ranges, text: string): boolean {
  return [...text].every((character) => {
    const code = character.codePointAt(0) ?? 0
    return /\s/.test(character) || ranges.some(([first, last]) => code >= first && code <= last)
  })
}

/** Ranges without what cannot be shown by itself: controls, surrogates, noncharacters; damaged ones are left out. */
function visible(ranges: Ranges): [number, number][] {
  const hidden: [number, number][] = [
    [0, 0x20],
    [0x7f, 0xa0],
    [0xad, 0xad],
    [0x200b, 0x200f],
    [0x2028, 0x202f],
    [0xd800, 0xdfff],
    [0xfe00, 0xfe0f],
    [0xfeff, 0xfeff],
  ]
  return ranges.flatMap(([first, last]) => {
    if (!(first >= 0 && first <= last && last <= LAST_CODE_POINT)) return []
    let from = Math.floor(first)
    const parts: [number, number][] = []
    for (const [start, end] of hidden) {
      if (end < from || start > last) continue
      if (start > from) parts.push([from, start - 1])
      from = end + 1
    }
    if (from <= last) parts.push([from, Math.floor(last)])
    return parts
  })
}

/** Returns how many code points of a font can be shown. */
export const countVisible = (ranges: Ranges): number =>
  visible(ranges).reduce((count, [first, last]) => count + last - first + 1, 0)

/** Returns the code points of one page of a table of glyphs; `page` from 0. */
export function codePointsOf(ranges: Ranges, page: number, perPage: number): number[] {
  const found: number[] = []
  let skip = page * perPage
  for (const [first, last] of visible(ranges)) {
    const count = last - first + 1
    if (skip >= count) {
      skip -= count
      continue
    }
    for (let code = first + skip; code <= last && found.length < perPage; code++) found.push(code)
    skip = 0
    if (found.length === perPage) break
  }
  return found
}

/** Returns a code point as Unicode writes it: `U+0041`. */
export const nameOfCodePoint = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`

/** Returns a character as it is shown: a combining mark stands on a dotted circle. */
export function shownCharacter(code: number): string {
  const character = String.fromCodePoint(code)
  return /\p{M}/u.test(character) ? `\u25cc${character}` : character
}
