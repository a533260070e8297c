import type { RenditionTier } from '#db/schema/outside'

/** The best quality of file a viewer may download, lowest first; each tier includes those before it. */
export const TIERS = ['preview', 'web', 'original'] as const satisfies readonly RenditionTier[]
