import type { RenditionPreset } from '~/platform/images/preset-recipes'

/** The stored object of a rendition. */
export interface RenditionObject {
  objectKey: string
  sha256: string
  crc32: number
  byteSize: number
  mediaType: string
}

/** A rendition whose bytes are in the store. */
export interface MadeRendition extends RenditionObject {
  preset: RenditionPreset
  width: number | null
  height: number | null
}

/** The columns of an object, as the row of a rendition in whatever state has them. */
export type ObjectColumns = { [Name in keyof RenditionObject]: RenditionObject[Name] | null }

/** Returns the object of a rendition that is made; throws an Error for a row without, which a constraint of the table forbids. */
export function madeObject({ objectKey, sha256, crc32, byteSize, mediaType }: ObjectColumns): RenditionObject {
  if (objectKey === null || sha256 === null || crc32 === null || byteSize === null || mediaType === null)
    throw new Error('a rendition that is made lacks its bytes')
  return { objectKey, sha256, crc32, byteSize, mediaType }
}
