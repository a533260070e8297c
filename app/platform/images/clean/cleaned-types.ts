/** Media types of the originals that outsiders receive as clean originals. */
export const CLEANED_TYPES = [
  ...(['image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'image/heic', 'image/heif', 'image/avif'] as const),
] as const
export type CleanedType = (typeof CLEANED_TYPES)[number]

export const isCleaned = (mediaType: string): mediaType is CleanedType =>
  CLEANED_TYPES.some((cleaned) => cleaned === mediaType)
