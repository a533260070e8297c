import type { ByteSource } from './byte-source.server'
import { decodeText, decodeWindowsText } from './decode-text'
import type { ExifTag, RawMetadata } from './raw-metadata'
import { numbersOf, readDirectory, readTiffVariant, type TagValue, type TiffVariant } from './tiff-directory.server'

/** Text tags of Exif 3.0, 4.6, and Windows' own, which are UTF-16. */
const TEXTS: Record<number, ExifTag> = {
  ...{ 270: 'ImageDescription', 271: 'Make', 272: 'Model', 315: 'Artist', 33432: 'Copyright' },
  ...{ 36867: 'DateTimeOriginal', 36868: 'CreateDate' },
  ...{ 40091: 'XPTitle', 40092: 'XPComment', 40093: 'XPAuthor', 40094: 'XPKeywords' },
}
const [EXIF_DIRECTORY, GPS_DIRECTORY] = [0x8769, 0x8825]
/** Serial numbers of the body and the lens (Exif 3.0), and of the camera in a DNG. */
const SERIAL_NUMBERS = [0xa431, 0xa435, 0xc62f]
/** Latitude and longitude of the camera and of its subject (GPS IFD). */
const POSITIONS = [0x02, 0x04, 0x14, 0x16]
const WANTED: ReadonlySet<number> = new Set([
  ...Object.keys(TEXTS).map(Number),
  ...[EXIF_DIRECTORY, GPS_DIRECTORY, ...SERIAL_NUMBERS],
])

type Exif = Pick<RawMetadata, 'exif' | 'hasLocation' | 'hasSerialNumber'>

/**
 * Returns texts and flags of an EXIF block. An unreadable tag or directory is skipped and does not affect the others.
 */
export async function readExif(source: ByteSource): Promise<Exif> {
  const form = await readTiffVariant(source)
  if (!form) return { exif: {}, hasLocation: false, hasSerialNumber: false }
  const main = await readDirectory(source, form, form.first, WANTED)
  const inside = async (pointer: number, wanted: ReadonlySet<number>) => {
    const [at] = numbersOf(main.get(pointer) ?? NONE, form)
    return at ? readDirectory(source, form, at, wanted) : new Map<number, TagValue>()
  }
  const camera = await inside(EXIF_DIRECTORY, WANTED)
  const position = await inside(GPS_DIRECTORY, new Set(POSITIONS))
  const exif: Exif['exif'] = {}
  for (const [tag, name] of Object.entries(TEXTS)) {
    const value = camera.get(Number(tag)) ?? main.get(Number(tag))
    const text = value && textOf(name, value)
    if (text) exif[name] = text
  }
  return {
    exif,
    hasLocation: POSITIONS.some((tag) => isPosition(position.get(tag), form)),
    hasSerialNumber: SERIAL_NUMBERS.some((tag) => isFilled(camera.get(tag) ?? main.get(tag))),
  }
}

const NONE: TagValue = { type: 4, count: 0, bytes: Buffer.alloc(0) }

/** BYTE, ASCII, UNDEFINED and UTF-8: programs write texts as any of these. */
const TEXT_TYPES: ReadonlySet<number> = new Set([1, 2, 7, 129])

function textOf(name: ExifTag, { type, bytes }: TagValue): string {
  if (!TEXT_TYPES.has(type)) return ''
  if (name.startsWith('XP')) return decodeWindowsText(bytes).trim()
  const text = decodeText(bytes)
  // Copyright holds the photographer's and the editor's, separated by NUL; a blank means that one is absent.
  const parts = name === 'Copyright' ? text.split('\0', 2) : [text.split('\0', 1)[0] ?? '']
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(', ')
}

/** Cameras without a GPS fix write 0/0. Any other value counts as a position: a needless warning does no harm. */
const isPosition = (value: TagValue | undefined, form: TiffVariant): boolean =>
  value !== undefined && numbersOf(value, form).some((part) => part !== 0)

const isFilled = (value: TagValue | undefined): boolean => value?.bytes.some((byte) => byte > 0x20) ?? false
