import { z } from 'zod'
import { LOCALES, type Localized } from '~/platform/language'

export const slugSchema = (max: number) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(max)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'form.slug')

/** A text by language as form fields `name.en`, `name.es`, …; an empty field removes that language. */
export const localizedSchema = (max: number) =>
  z.strictObject(Object.fromEntries(LOCALES.map((locale) => [locale, z.string().trim().max(max).optional()])))

export const NewCollection = z.strictObject({ title: z.string().trim().min(1).max(200) })

export const CollectionWords = z.strictObject({
  slug: slugSchema(80),
  title: localizedSchema(200),
  introduction: localizedSchema(4000),
  coverAssetId: z.uuid().optional(),
})

/** The whole new order, as asset ids; every asset of the collection exactly once. */
export const CollectionOrder = z.strictObject({ order: z.array(z.uuid()).max(5000) })

export const CollectionAssets = z.strictObject({ assets: z.array(z.uuid()).min(1).max(5000) })

export interface Collection {
  id: string
  slug: string
  sourceLocale: string
  coverAssetId: string | null
  title: Localized
  introduction: Localized
}

/** A slug made from words: lower-case ASCII letters and digits, hyphens between. */
export function slugFrom(words: string, fallback: string): string {
  const slug = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return slug || fallback
}
