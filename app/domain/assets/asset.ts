import { z } from 'zod'
import { keywordsOf, TEXTS } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'
import { inputsSchema } from '~/domain/metadata/field-input'
import { LOCALES } from '~/platform/language'

const localized = (max: number) =>
  z.strictObject(Object.fromEntries(LOCALES.map((locale) => [locale, z.string().trim().max(max).optional()])))

/** All texts of an asset that staff write; keywords as one comma-separated line. */
export const AssetTexts = z.strictObject({
  title: localized(TEXTS.title),
  description: localized(TEXTS.description),
  altText: localized(TEXTS.alt_text),
  usageTerms: localized(TEXTS.usage_terms),
  keywords: z
    .string()
    .max(4000)
    .default('')
    .transform((line) => keywordsOf(line)),
})

/** What staff write of an asset: its texts, keywords and the other fields that it has. */
export const assetTextsWith = (fields: readonly MetadataField[]) =>
  AssetTexts.extend({ fields: inputsSchema(fields.filter(({ isBuiltIn }) => !isBuiltIn)) })
