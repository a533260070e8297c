import { z } from 'zod'
import { LOCALES } from '~/platform/language'

/** Translatable texts of an asset, with their greatest length in characters. */
export const TEXTS = { title: 200, description: 4000, alt_text: 500, usage_terms: 2000 } as const
export type TextField = keyof typeof TEXTS

const localized = (max: number) =>
  z.strictObject(Object.fromEntries(LOCALES.map((locale) => [locale, z.string().trim().max(max).optional()])))

/** All texts of an asset that staff write; keywords as one comma-separated line. */
export const AssetTexts = z.strictObject({
  title: localized(TEXTS.title),
  description: localized(TEXTS.description),
  altText: localized(TEXTS.alt_text),
  usageTerms: localized(TEXTS.usage_terms),
  keywords: z.string().max(4000).default('').transform(keywordsOf),
})

/** Returns the keywords of a comma-separated line: trimmed, without repeats, in the order written. */
export function keywordsOf(line: string): string[] {
  const seen = new Map<string, string>()
  for (const part of line.split(/[,;\n]/)) {
    const word = part.normalize('NFC').trim().slice(0, 100)
    if (word && !seen.has(word.toLowerCase())) seen.set(word.toLowerCase(), word)
  }
  return [...seen.values()].slice(0, 100)
}
