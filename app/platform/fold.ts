/**
 * What letters of texts and of queries are alike in: compatibility forms, case, vowel signs and long strokes of Arabic, the dot
 * that lower case leaves of İ. Accents are left to the dictionary `unaccent` of the database, since stems need them.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u064B-\u065F\u0670\u0640]|(?<=i)\u0307/g, '')

/** Longest value of a facet, in UTF-16 units. */
export const LONGEST_VALUE = 100

/** Returns what values of facets are alike in: the case of letters and accents do not matter. */
export const normalValue = (value: string): string =>
  fold(value.trim().slice(0, LONGEST_VALUE)).normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ')
