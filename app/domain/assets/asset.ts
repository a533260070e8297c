import { z } from 'zod'
import { keywordsOf, TEXTS } from '~/domain/metadata/built-in'
import { LOCALES } from '~/platform/language'

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
