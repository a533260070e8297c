import type { Sharp } from 'sharp'

/**
 * Returns an image whose pixels will be sRGB, with no profile beside them. Of 16 bits with a profile, sharp makes Display P3, and
 * leaves it there unless a profile for the output is named; without a profile it would take them for Display P3 then.
 */
export async function inSrgb(image: Sharp): Promise<Sharp> {
  const { depth, hasProfile } = await image.metadata()
  const plain = image.toColourspace('srgb')
  return depth === 'ushort' && hasProfile ? plain.withIccProfile('srgb', { attach: false }) : plain
}
