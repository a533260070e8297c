import { fold } from '~/platform/fold'

export { fold }

/** Scripts that put no spaces between words are searched letter by letter, one after the other. */
const PIECE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}])+/gu

/** Returns the runs of letters and digits of a text, folded: what stands in the index and what is asked for. */
export const piecesOf = (text: string): string[] =>
  (fold(text).match(PIECE) ?? [])
    .map((piece) => piece.slice(0, LONGEST_PIECE))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))

/** Longer runs are no words; PostgreSQL indexes none above 2 kB. */
const LONGEST_PIECE = 100

/** Returns the parts of a code or file name: also letters apart from digits, and `BridgeCables` as two. */
export const partsOfCode = (code: string): string[] =>
  piecesOf(
    code
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{L})(\p{N})/gu, '$1 $2')
      .replace(/(\p{N})(\p{L})/gu, '$1 $2'),
  )

const MOST_PARTS = 12
/** Of a name of a file. */
const ENDING = /(?<=.)\.[a-z]\w{0,4}$/i

/**
 * Returns by what a code or file name is found beside its parts: from each part to its end, without what stands between and the
 * ending of a file, so that
 * `1234`, `sku1234` and, as a beginning, `sku12` find `SKU-12_34`.
 */
export function joinedParts(code: string): string[] {
  const parts = partsOfCode(code.replace(ENDING, '')).slice(0, MOST_PARTS)
  return parts.slice(0, -1).map((_, from) => parts.slice(from).join('').slice(0, LONGEST_PIECE))
}

/** Whether a word that was typed may be a part of a code. */
export const isLikeCode = (text: string): boolean => /\p{N}/u.test(text)
