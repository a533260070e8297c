import type { RenditionTier } from '#db/schema/outside'

/** How good a file a viewer may take, from pictures of it to the uploaded file; each includes those before it. */
export const TIERS = ['preview', 'web', 'original'] as const satisfies readonly RenditionTier[]
