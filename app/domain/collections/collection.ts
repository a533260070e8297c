import { z } from 'zod'
import { AssetIds, MOST_AT_ONCE } from '~/domain/assets/asset-ids'
import type { Localized } from '~/platform/language'
import { localizedSchema } from '~/platform/localized-schema'

/** Validates a slug of at most `max` characters: ASCII letters, lower-cased, and digits, with single hyphens between. */
export const slugSchema = (max: number) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(max)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'form.slug')

export const NewCollection = z.strictObject({ title: z.string().trim().min(1).max(200) })

export const CollectionTexts = z.strictObject({
  slug: slugSchema(80),
  title: localizedSchema(200),
  introduction: localizedSchema(4000),
  coverAssetId: z.uuid().optional(),
})

/** Where to move assets in a collection: to a position counted from 1, or beside another asset. */
export type MoveTarget = { kind: 'position'; position: number } | { kind: 'before' | 'after'; assetId: string }

/** Assets of a collection and where to move them; without a target, to the front. */
export const CollectionMove = z.strictObject({
  assets: AssetIds,
  position: z.number().int().min(1).max(1_000_000).optional(),
  before: z.uuid().optional(),
  after: z.uuid().optional(),
})

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** Assets that are put back after they were taken out, with the versions that were pinned, as `asset:version` with commas. */
export const PutBack = CollectionMove.extend({
  pins: z
    .string()
    .max(MOST_AT_ONCE * 74)
    .regex(new RegExp(`^${UUID}:${UUID}(?:,${UUID}:${UUID})*$`))
    .transform((list) => new Map(list.split(',').map((pair) => [pair.slice(0, 36), pair.slice(37)])))
    .optional(),
})

/** Returns the target of a move: `before`, else `after`, else the position. */
export function targetOf({ position, before, after }: Omit<z.output<typeof CollectionMove>, 'assets'>): MoveTarget {
  if (before) return { kind: 'before', assetId: before }
  return after ? { kind: 'after', assetId: after } : { kind: 'position', position: position ?? 1 }
}

export interface Collection {
  id: string
  slug: string
  sourceLocale: string
  coverAssetId: string | null
  title: Localized
  introduction: Localized
}

/** Returns a slug made from a text: lower-case ASCII letters and digits, hyphens between; `fallback` if none are left. */
export function slugFrom(texts: string, fallback: string): string {
  const slug = texts
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return slug || fallback
}
