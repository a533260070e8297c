import type { RenditionTier } from '#db/schema/outside'

/**
 * What a rendition is for: a `tile` in a list, a `picture` that pages show large, something that the viewer on a page plays or
 * shows (`view`), a `file` that is sent to keep, an `offer` is a file that people outside find among the downloads of an asset.
 */
export type Use = 'tile' | 'picture' | 'view' | 'file' | 'offer'

interface Leaving {
  /** What the terms of a portal or share must allow for it to leave. */
  tier: Exclude<RenditionTier, 'original'>
  uses: readonly Use[]
}

export interface Preset extends Leaving {
  /** Longest side in pixels; smaller pictures are not enlarged. */
  side: number
  /** JPEG is PNG where something shines through. */
  format: 'webp' | 'jpeg'
  quality: number
  /** Whether animations stay animated. */
  animated: boolean
}

/**
 * Every form that is made of a picture, smallest first. One more is one entry here, and for a `file` its texts
 * (`preset.<name>` in `common.json` of each language): versions that exist are brought up to it by `refresh_renditions`.
 */
export const PRESETS = {
  thumb: { side: 480, format: 'webp', quality: 78, animated: false, tier: 'preview', uses: ['tile'] },
  small: { side: 960, format: 'webp', quality: 75, animated: false, tier: 'preview', uses: ['picture'] },
  preview: { side: 1600, format: 'webp', quality: 80, animated: true, tier: 'preview', uses: ['picture', 'file'] },
  web: { side: 2048, format: 'jpeg', quality: 85, animated: false, tier: 'web', uses: ['file', 'offer'] },
} as const satisfies Record<string, Preset>

export type PresetName = keyof typeof PRESETS

/**
 * The forms of films, sounds and documents that are not pictures; which of them a file gets, and what `web` is of it, is in
 * `families.ts`. `contents` is what the viewer of a font, an archive or a text needs to know, as JSON.
 */
export const MEDIA_PRESETS = {
  view: { tier: 'preview', uses: ['view'] },
  strip: { tier: 'preview', uses: ['view'] },
  contents: { tier: 'preview', uses: [] },
} as const satisfies Record<string, Leaving>

export type MediaPresetName = keyof typeof MEDIA_PRESETS
