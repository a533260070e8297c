import type { PsdMode } from './psd-header'

/** What image resources say of the merged image. */
export interface PsdResourceFacts {
  /** ICC profile of the mode; one of another colour space is left out, since decoders would apply it. */
  profile?: Buffer
  /** Pixels per inch. */
  resolution?: { x: number; y: number }
  /** False if the document was saved without "maximise compatibility": its merged image is blank. */
  hasMergedImage: boolean
  /** Index of the transparent colour of an indexed picture. */
  transparentIndex?: number
  /** JPEG of at most 160 pixels. */
  thumbnail?: Buffer
}

/** Ids of image resources (Adobe Photoshop File Formats, "Image resource IDs"). */
const ID = {
  ...{ resolution: 1005, oldThumbnail: 1033, thumbnail: 1036, profile: 1039, transparentIndex: 1047, version: 1057 },
} as const
export const WANTED_RESOURCES: ReadonlySet<number> = new Set(Object.values(ID))

/** Returns what the resources say, by id, for a picture of a mode; anything damaged counts as absent. */
export function resourceFacts(resources: ReadonlyMap<number, Buffer>, mode: PsdMode): PsdResourceFacts {
  const version = resources.get(ID.version)
  const index = resources.get(ID.transparentIndex)
  return {
    profile: profileFor(resources.get(ID.profile), mode),
    resolution: resolutionIn(resources.get(ID.resolution)),
    // Programs other than Photoshop leave the version out, and write a merged image.
    hasMergedImage: version === undefined || version.length < 5 || version[4] !== 0,
    transparentIndex: index && index.length >= 2 ? index.readUInt16BE(0) : undefined,
    thumbnail: thumbnailIn(resources.get(ID.thumbnail)) ?? thumbnailIn(resources.get(ID.oldThumbnail)),
  }
}

/** Colour spaces of profiles by mode (ICC.1:2022, 7.2.6). Lab needs none: its numbers are colours already. */
const PROFILE_SPACES: Record<PsdMode, string> = {
  ...{ bitmap: 'GRAY', grey: 'GRAY', indexed: 'RGB ', rgb: 'RGB ', cmyk: 'CMYK', lab: '' },
}

function profileFor(profile: Buffer | undefined, mode: PsdMode): Buffer | undefined {
  if (!profile || profile.length < 132 || profile.toString('latin1', 36, 40) !== 'acsp') return undefined
  return profile.toString('latin1', 16, 20) === PROFILE_SPACES[mode] ? profile : undefined
}

/** Horizontal and vertical resolution are fixed-point numbers, always in pixels per inch; units are those shown. */
function resolutionIn(info: Buffer | undefined): { x: number; y: number } | undefined {
  if (!info || info.length < 12) return undefined
  const [x, y] = [info.readUInt32BE(0) / 65_536, info.readUInt32BE(8) / 65_536]
  return x >= 1 && y >= 1 ? { x, y } : undefined
}

const THUMBNAIL_HEADER = 28
const JPEG_FORMAT = 1

/** Format, sizes and counts precede the JPEG ("Thumbnail resource format"). */
function thumbnailIn(resource: Buffer | undefined): Buffer | undefined {
  if (!resource || resource.length <= THUMBNAIL_HEADER + 4 || resource.readUInt32BE(0) !== JPEG_FORMAT) return undefined
  const jpeg = resource.subarray(THUMBNAIL_HEADER)
  return jpeg.readUInt16BE(0) === 0xffd8 ? jpeg : undefined
}
