/** A piece of text of a page, as pdf.js gives it; `str` is missing in marks of structure. */
export interface TextPiece {
  str?: string
  hasEOL?: boolean
}

/** The text of a page in the form in which it is searched, with the origin of each of its characters. */
export interface SearchableText {
  text: string
  /** Of each character of `text`: index of its piece among those with a `str`, and offset in it. */
  pieces: Uint32Array
  offsets: Uint32Array
}

export interface TextPlace {
  piece: number
  offset: number
}

/** A hit: from the first place to the one after its last character, in the piece of that character. */
export interface TextHit {
  from: TextPlace
  to: TextPlace
}

/** A page has at most a few thousand characters; a hostile one is searched up to here. */
const MOST_CHARACTERS = 500_000
const MARKS = /[\p{M}\u0640\u00ad]/gu

/** Returns a text as it is compared: without case, accents, Arabic vowel signs and soft hyphens (Unicode NFKD). */
export const fold = (text: string): string => text.normalize('NFKD').replace(MARKS, '').toLowerCase()

/** Returns the searchable text of a page: white space is one space, and a word divided at a line's end is whole. */
export function searchableText(items: readonly TextPiece[]): SearchableText {
  const characters: string[] = []
  const pieces: number[] = []
  const offsets: number[] = []
  const add = (character: string, piece: number, offset: number) => {
    characters.push(character)
    pieces.push(piece)
    offsets.push(offset)
  }
  let piece = -1
  for (const { str, hasEOL } of items) {
    if (str === undefined) continue
    piece++
    if (characters.length > MOST_CHARACTERS) break
    let offset = 0
    for (const character of str) {
      const isSpace = /\s/.test(character)
      if (!isSpace) for (const unit of fold(character)) add(unit, piece, offset)
      else if (characters.length > 0 && characters.at(-1) !== ' ') add(' ', piece, offset)
      offset += character.length
    }
    if (!hasEOL || characters.length === 0) continue
    if (/[-\u2010]/.test(characters.at(-1) ?? '') && /\p{L}/u.test(characters.at(-2) ?? '')) {
      characters.pop()
      pieces.pop()
      offsets.pop()
    } else if (characters.at(-1) !== ' ') add(' ', piece, str.length)
  }
  return unitsOf({ characters, pieces, offsets })
}

/** Spreads characters that are two UTF-16 units over both, so that places in the text are those of `indexOf`. */
function unitsOf(found: { characters: string[]; pieces: number[]; offsets: number[] }): SearchableText {
  const text = found.characters.join('')
  const pieces = new Uint32Array(text.length)
  const offsets = new Uint32Array(text.length)
  let at = 0
  found.characters.forEach((character, index) => {
    for (let unit = 0; unit < character.length; unit++, at++) {
      pieces[at] = found.pieces[index] ?? 0
      offsets[at] = found.offsets[index] ?? 0
    }
  })
  return { text, pieces, offsets }
}

/** Returns the places of `query` in a page, in reading order and without overlaps; at most `most`. */
export function findHits({ text, pieces, offsets }: SearchableText, query: string, most: number): TextHit[] {
  const wanted = fold(query).replace(/\s+/g, ' ').trim()
  const hits: TextHit[] = []
  if (wanted === '') return hits
  const place = (at: number): TextPlace => ({ piece: pieces[at] ?? 0, offset: offsets[at] ?? 0 })
  for (let at = text.indexOf(wanted); at >= 0 && hits.length < most; at = text.indexOf(wanted, at + wanted.length)) {
    const last = place(at + wanted.length - 1)
    hits.push({ from: place(at), to: { piece: last.piece, offset: last.offset + 1 } })
  }
  return hits
}
