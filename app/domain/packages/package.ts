import type { Refused } from '~/domain/access/delivery.server'

/** Which form of each asset a kit holds: the web rendition, or the best that the viewer may have. */
export type KitSize = 'web' | 'best'

/** An asset that a kit does not hold, and why. */
export interface LeftOut {
  assetId: string
  reason: Refused
}
