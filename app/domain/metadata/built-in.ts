import { beginningOf } from '~/platform/storable-text'

/** Ids of the built-in fields, by key, as the migration stored them; those of other fields begin at 101. */
export const FIELD_ID = {
  ...{ title: 1, description: 2, alt_text: 3, usage_terms: 4, keywords: 5 },
  ...{ creator: 6, credit_line: 7, copyright_notice: 8, licence_name: 9, licence_url: 10 },
} as const
/** Ids up to this one are built in, or kept for fields that will be. */
export const LAST_BUILT_IN = 100
export type BuiltInKey = keyof typeof FIELD_ID

/** Translatable texts of an asset, with their greatest length in characters. */
export const TEXTS = { title: 200, description: 4000, alt_text: 500, usage_terms: 2000 } as const
export type TextField = keyof typeof TEXTS

/** Credit and licence of an asset: one line each, without a language. */
export interface Credits {
  creator: string | null
  creditLine: string | null
  copyrightNotice: string | null
  licenceName: string | null
  licenceUrl: string | null
}

/** Keys of the fields of a credit, and their greatest length in characters. */
export const CREDITS = {
  creator: ['creator', 300],
  creditLine: ['credit_line', 300],
  copyrightNotice: ['copyright_notice', 500],
  licenceName: ['licence_name', 200],
  licenceUrl: ['licence_url', 2000],
} as const satisfies Record<keyof Credits, readonly [BuiltInKey, number]>
export const CREDIT_NAMES = Object.keys(CREDITS) as (keyof Credits)[]

/** Fields whose values are written into renditions. */
export const WRITTEN_INTO_FILES: readonly number[] = [
  ...[FIELD_ID.creator, FIELD_ID.credit_line, FIELD_ID.copyright_notice],
]

/** A keyword of a line: what stands in quotes, with doubled quotes for a quote, or what has no separator. */
const KEYWORD = /\s*(?:"((?:[^"]|""){0,200})"(?=\s*(?:[,;\n]|$))|([^,;\n]*))(?:[,;\n]|$)/y
const LONGEST_LINE = 100_000

/**
 * Returns the keywords of a line, separated by commas, semicolons or line breaks: trimmed, without repeats, in the order
 * written, at most `most`. One in quotes may have such a sign in it: `sea, "Rome, Italy"`.
 */
export function keywordsOf(line: string, most = 100): string[] {
  const seen = new Map<string, string>()
  const text = line.slice(0, LONGEST_LINE)
  for (KEYWORD.lastIndex = 0; KEYWORD.lastIndex < text.length; ) {
    const found = KEYWORD.exec(text)
    const part = found?.[1]?.replaceAll('""', '"') ?? found?.[2] ?? ''
    const word = beginningOf(part.normalize('NFC').trim(), 100).trim()
    if (word && !seen.has(word.toLowerCase())) seen.set(word.toLowerCase(), word)
  }
  return [...seen.values()].slice(0, most)
}

/** Returns keywords as one line, of which `keywordsOf` makes them again. */
export const keywordLine = (keywords: readonly string[], separator: ', ' | '; ' = ', '): string =>
  keywords.map((word) => (/[,;\n]|^\s*"/.test(word) ? `"${word.replaceAll('"', '""')}"` : word)).join(separator)
