import { z } from 'zod'
import type { RenditionTier } from '~/domain/access/access'
import { TIERS } from '~/domain/access/tiers'
import { slugSchema } from '~/domain/collections/collection'
import { EMBEDS, type Embeds } from '~/platform/embedding/text-rule'
import { isLocale, LOCALES, type Localized } from '~/platform/language'
import { localizedSchema } from '~/platform/localized-schema'
import { PortalTheme } from './theme'

/** First path segments that portals must not use as slugs, in case portals ever move to the root. */
const RESERVED = ['admin', 'api', 'assets', 'library', 'review', 's', 'p', 'sign-in', 'sign-out']

const PortalSlug = slugSchema(60).refine((slug) => !RESERVED.includes(slug), 'form.slug_reserved')

export const ORIGINAL_ONLY = ['leave_out', 'include_originals'] as const

export const NewPortal = z.strictObject({ name: z.string().trim().min(1).max(120), slug: PortalSlug })

/** Stands for no choice, since a form sends nothing of boxes that are not ticked. */
export const NO_FACET = 'none'

/** Fields by which the search is narrowed, in their order; without them they stay as they are. */
const PortalFacets = z
  .array(z.string().regex(/^(field\.)?[a-z]\w{0,39}$/))
  .max(50)
  .transform((names) => [...new Set(names)].filter((name) => name !== NO_FACET))

export const PortalSettings = z.strictObject({
  slug: PortalSlug,
  name: localizedSchema(120),
  headline: localizedSchema(200),
  introduction: localizedSchema(4000),
  guidelines: localizedSchema(8000),
  locales: z.array(z.string().refine(isLocale)).min(1).max(LOCALES.length),
  allows: z.enum(TIERS),
  /** Whether originals are delivered of files that have no web rendition, where visitors may download web renditions. */
  originalOnly: z.enum(ORIGINAL_ONLY).default('leave_out'),
  /** Whether originals are delivered with location, serial numbers and editing notes. */
  keepsMetadata: z.boolean().default(false),
  /** Which texts files carry; all approved ones in a language, or that of the recipient. */
  embeds: z.enum(EMBEDS).default('credit'),
  embedLanguage: z.enum(LOCALES).optional(),
  logoAssetId: z.uuid().optional(),
  logoDarkAssetId: z.uuid().optional(),
  heroAssetId: z.uuid().optional(),
  contactName: z.string().trim().max(120).optional(),
  contactEmail: z.string().trim().max(254).email().optional(),
  contactPhone: z.string().trim().max(40).optional(),
  collections: z.array(z.uuid()).max(200).default([]),
  facets: PortalFacets.optional(),
  theme: PortalTheme,
})
export type PortalSettings = z.output<typeof PortalSettings>

export interface Portal {
  id: string
  slug: string
  sourceLocale: string
  locales: string[]
  theme: PortalTheme
  themeHash: string
  logoAssetId: string | null
  logoDarkAssetId: string | null
  heroAssetId: string | null
  allows: RenditionTier
  /** By which fields its search is narrowed, in their order; null for those of the product. */
  facets: string[] | null
  includesOriginalOnly: boolean
  keepsMetadata: boolean
  embeds: Embeds
  embedLanguage: string | null
  contactName: string | null
  contactEmail: string | null
  contactPhone: string | null
  publishedAt: Date | null
  name: Localized
  headline: Localized
  introduction: Localized
  guidelines: Localized
}
