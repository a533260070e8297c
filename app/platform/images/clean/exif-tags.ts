/**
 * How a tag of an IFD is treated (TIFF 6.0; EXIF 3.0, CIPA DC-008): kept (`stays`), removed (`goes`), cleaned as a
 * block by the rules of its own format, or followed to another IFD.
 */
export type TagRule = 'stays' | 'goes' | 'xmp' | 'iptc' | 'photoshop' | 'exif' | 'interop' | 'images' | 'gps'

/** The kind of IFD that holds a tag: an image's, the EXIF IFD or the interoperability IFD. */
export type Place = 'image' | 'exif' | 'interop'

/** Tags of an image's IFD that point to other IFDs or hold metadata blocks. */
const IMAGE: Record<number, TagRule> = {
  330: 'images',
  700: 'xmp',
  33723: 'iptc',
  34377: 'photoshop',
  34665: 'exif',
  34853: 'gps',
}

/** Tags of an image's IFD that are removed. Others stay, since private tags may be needed to decode a TIFF. */
const IMAGE_GOES = new Set([
  0x013c, // HostComputer
  ...[0x830e, 0x8480, 0x8482, 0x85d8, 0x87af, 0x87b0, 0x87b1], // GeoTIFF: the geographic position of the picture
  0xa480, // GDAL_METADATA
  ...[0x9211, 0x9213], // ImageNumber, ImageHistory
  0x9c9c, // XPComment
  ...[0xa420, 0xa430, 0xa431, 0xa435], // ImageUniqueID, CameraOwnerName, BodySerialNumber, LensSerialNumber
  ...[0x927c, 0x9286], // MakerNote, UserComment
  ...[0xc62f, 0xc634, 0xc65d, 0xc68b, 0xc68c], // DNG: serial number, private data, raw id, name and bytes of the raw file
  ...[0xfde8, 0xfde9], // OwnerName, SerialNumber as Camera Raw writes them
])

/**
 * Tags of the EXIF IFD that are kept: exposure, lens model, times, colour, size and photographer. All others are
 * removed, since makers put anything there: maker notes, comments, serial numbers, owner, unique ids, sensors, editors
 * and their programs.
 */
const EXIF_STAYS = new Set([
  ...[0x829a, 0x829d, 0x8822, 0x8824, 0x8827, 0x8828, 0x8830, 0x8831, 0x8832, 0x8833, 0x8834, 0x8835],
  ...[0x9000, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9101, 0x9102, 0x9201, 0x9202, 0x9203, 0x9204, 0x9205],
  ...[0x9206, 0x9207, 0x9208, 0x9209, 0x920a, 0x920b, 0x920c, 0x920e, 0x920f, 0x9210, 0x9214, 0x9215, 0x9217],
  ...[0x9290, 0x9291, 0x9292, 0xa000, 0xa001, 0xa002, 0xa003, 0xa20b, 0xa20c, 0xa20e, 0xa20f, 0xa210, 0xa214],
  ...[0xa215, 0xa217, 0xa300, 0xa301, 0xa302, 0xa401, 0xa402, 0xa403, 0xa404, 0xa405, 0xa406, 0xa407, 0xa408],
  ...[0xa409, 0xa40a, 0xa40c, 0xa432, 0xa433, 0xa434, 0xa436, 0xa437, 0xa460, 0xa461, 0xa462, 0xa500],
])

/** Returns how to treat a tag, by the kind of IFD it is in. */
export function ruleOf(tag: number, place: Place): TagRule {
  if (place === 'interop') return tag === 0x0001 || tag === 0x0002 ? 'stays' : 'goes'
  if (place === 'exif') return tag === 0xa005 ? 'interop' : EXIF_STAYS.has(tag) ? 'stays' : 'goes'
  return IMAGE[tag] ?? (IMAGE_GOES.has(tag) ? 'goes' : 'stays')
}
