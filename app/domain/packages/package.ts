import type { Reason } from '~/domain/access/access'

/** Which form of each asset a kit holds: the web rendition, or the best that the viewer may have. */
export type KitSize = 'web' | 'best'

export interface LeftOut {
  assetId: string
  reason: Reason | 'not_made' | 'unknown'
}
