import type { ByteSource } from '../byte-source.server'
import { decodeText, decodeWindowsText } from '../decode-text'
import { numbersOf, readDirectory, readTiffVariant, type TagValue, type TiffVariant } from '../tiff-directory.server'
import { CAMERA_TAGS, IMAGE_TAGS, POSITION_TAGS } from './exif-names'
import type { FileTag } from './file-tag'

const [CAMERA, POSITION] = [0x8769, 0x8825]

/** Returns the named tags of an EXIF block; numbers in decimals, positions in degrees. */
export async function exifTags(source: ByteSource): Promise<FileTag[]> {
  const form = await readTiffVariant(source)
  if (!form) return []
  const read = async (at: number, group: string, names: Record<number, string>) => {
    const values = await readDirectory(source, form, at, new Set([...Object.keys(names).map(Number), CAMERA, POSITION]))
    const tags = Object.entries(names).flatMap(([tag, name]) => {
      const value = values.get(Number(tag))
      const text = value && textOf(name, value, form)
      return text ? [{ name: `${group}:${name}`, values: [text] }] : []
    })
    return { tags, values }
  }
  const main = await read(form.first, 'IFD0', IMAGE_TAGS)
  const inside = async (pointer: number, group: string, names: Record<number, string>) => {
    const value = main.values.get(pointer)
    const [at] = value ? numbersOf(value, form) : []
    return at ? (await read(at, group, names)).tags : []
  }
  return [
    ...main.tags,
    ...(await inside(CAMERA, 'ExifIFD', CAMERA_TAGS)),
    ...(await inside(POSITION, 'GPS', POSITION_TAGS)),
  ]
}

/** ASCII and UTF-8, which hold texts; BYTE and UNDEFINED hold texts as well where the tag is one of a text. */
const [BYTE, ASCII, RATIONAL, UNDEFINED, SIGNED_RATIONAL, UTF8] = [1, 2, 5, 7, 10, 129]
const MOST_NUMBERS = 16

function textOf(name: string, value: TagValue, form: TiffVariant): string {
  const { type, bytes, count } = value
  if (name.startsWith('XP')) return decodeWindowsText(bytes).trim()
  if (type === ASCII || type === UTF8 || (type === UNDEFINED && count > 1))
    // Copyright has two parts, separated by NUL: the photographer's and the editor's.
    return decodeText(bytes)
      .split('\0')
      .map((part) => part.trim())
      .filter(Boolean)
      .join('\n')
  if (count > MOST_NUMBERS || (type === BYTE && count > 4)) return ''
  if (type !== RATIONAL && type !== SIGNED_RATIONAL) return integersOf(value, form).join(' ')
  const numbers = fractionsOf(value, form)
  if (/^GPSL(at|ong)itude$/.test(name)) return degrees(numbers)
  return name === 'GPSTimeStamp' ? clock(numbers) : numbers.map(String).join(' ')
}

/** Signed types of 1, 2 and 4 bytes. */
const SIGNED: ReadonlySet<number> = new Set([6, 8, 9, SIGNED_RATIONAL])

function integersOf(value: TagValue, form: TiffVariant): number[] {
  const numbers = numbersOf(value, form)
  if (!SIGNED.has(value.type)) return numbers
  const bits = value.type === 6 ? 8 : value.type === 8 ? 16 : 32
  return numbers.map((number) => (number >= 2 ** (bits - 1) ? number - 2 ** bits : number))
}

function fractionsOf(value: TagValue, form: TiffVariant): number[] {
  const parts = integersOf(value, form)
  return Array.from({ length: Math.floor(parts.length / 2) }, (_, at) => {
    const [over = 0, under = 0] = [parts[at * 2], parts[at * 2 + 1]]
    return under === 0 ? Number.NaN : Number((over / under).toPrecision(10))
  }).filter((number) => !Number.isNaN(number))
}

const degrees = ([whole, minutes = 0, seconds = 0]: number[]): string =>
  whole === undefined ? '' : String(Number((whole + minutes / 60 + seconds / 3600).toPrecision(10)))

const clock = (parts: number[]): string =>
  parts.length === 3 ? parts.map((part) => String(part).padStart(2, '0')).join(':') : ''
