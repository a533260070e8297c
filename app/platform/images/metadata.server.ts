import exifr from 'exifr'
import type { Sniffed } from '~/platform/files/sniff.server'
import type { Localized } from '~/platform/language'
import { blocksAsJpeg } from './metadata-blocks.server'
import { firstText, keywordsIn, localizedIn, plainText, unescapeXml } from './metadata-values'
import { readSvgTexts } from './svg-texts.server'

/** What a file says of itself, by the terms of the IPTC Photo Metadata Standard. */
export interface FileMetadata {
  title: Localized
  description: Localized
  altText: Localized
  keywords: string[]
  creator: string | null
  creditLine: string | null
  copyrightNotice: string | null
  usageTerms: Localized
  licenceUrl: string | null
  /** As the camera's clock said, without a zone: `2026-11-23T09:30`. */
  takenAt: string | null
  camera: string | null
  hasLocation: boolean
  /** A few facts to show, such as camera and time. */
  extracted: Record<string, string | number>
}

const NOTHING: FileMetadata = {
  ...{ title: {}, description: {}, altText: {}, keywords: [], usageTerms: {}, hasLocation: false, extracted: {} },
  ...{ creator: null, creditLine: null, copyrightNotice: null, licenceUrl: null, takenAt: null, camera: null },
}
const READABLE = new Set(['jpg', 'tif', 'png', 'heic', 'avif', 'webp'])
type Tags = Record<string, unknown>

/** Reads EXIF, IPTC and XMP. Never throws: damaged metadata gives what could be read of it. */
export async function readMetadata(localPath: string, sniffed: Sniffed): Promise<FileMetadata> {
  if (sniffed.extension === 'svg') return { ...NOTHING, ...(await readSvgTexts(localPath)) }
  if (!READABLE.has(sniffed.extension)) return NOTHING
  const tags = await readTags(localPath, sniffed)
  const extracted = extractedFrom(tags)
  return {
    title: localizedIn(first(tags, 'title', 'ObjectName', 'Headline')),
    description: localizedIn(first(tags, 'description', 'Caption', 'ImageDescription')),
    altText: localizedIn(first(tags, 'AltTextAccessibility')),
    keywords: keywordsIn(first(tags, 'subject', 'Keywords')),
    creator: firstText(first(tags, 'creator', 'Byline', 'Artist')),
    creditLine: firstText(first(tags, 'Credit')),
    copyrightNotice: firstText(first(tags, 'rights', 'CopyrightNotice', 'Copyright')),
    usageTerms: localizedIn(first(tags, 'UsageTerms')),
    licenceUrl: webAddress(firstText(first(tags, 'WebStatement', 'LicensorURL', 'license'))),
    takenAt: extracted.takenAt ?? null,
    camera: extracted.camera ?? null,
    hasLocation: ['GPSLatitude', 'latitude', 'GPSPosition'].some((name) => tags[name] !== undefined),
    extracted: Object.fromEntries(Object.entries(extracted).filter(([, value]) => value !== undefined)),
  }
}

const OPTIONS = {
  ...{ tiff: true, ifd0: {}, exif: true, gps: true, iptc: true, xmp: true, icc: false, jfif: false, ihdr: false },
  ...{ mergeOutput: false, sanitize: true },
}
type Groups = Record<string, Tags>

async function readTags(localPath: string, { extension }: Sniffed): Promise<Tags> {
  try {
    const input = extension === 'tif' ? localPath : await blocksAsJpeg(localPath)
    const read = (more: object) => exifr.parse(input, { ...OPTIONS, ...more }) as Promise<Groups | undefined>
    const whole = await read({})
    // One damaged block, most often IPTC in a TIFF, makes the reader drop all others; those are read without it.
    return merged(whole?.errors ? ((await read({ iptc: false })) ?? whole) : whole)
  } catch {
    return {}
  }
}

const BINARY_BLOCKS: ReadonlySet<string> = new Set(['ifd0', 'ifd1', 'exif', 'gps', 'iptc', 'errors'])

/** All blocks as one; the reader leaves the character references of XMP as they are. */
function merged(groups: Groups | undefined): Tags {
  const tags: Tags = {}
  for (const [name, group] of Object.entries(groups ?? {})) {
    if (name === 'errors') continue
    for (const [tag, value] of Object.entries(group)) tags[tag] = BINARY_BLOCKS.has(name) ? value : unescaped(value)
  }
  return tags
}

function unescaped(value: unknown): unknown {
  if (typeof value === 'string') return unescapeXml(value)
  if (Array.isArray(value)) return value.map(unescaped)
  if (value === null || typeof value !== 'object' || value instanceof Date || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unescaped(inner)]))
}

const first = (tags: Tags, ...names: string[]): unknown =>
  names.map((name) => tags[name]).find((value) => value !== undefined && value !== null && value !== '')

function extractedFrom(tags: Tags): { camera?: string; takenAt?: string } {
  const [make, model] = [plainText(tags.Make), plainText(tags.Model)]
  // Many makers repeat their name in the model's.
  const camera = model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`.trim()
  const taken = tags.DateTimeOriginal ?? tags.CreateDate
  const isDate = taken instanceof Date && !Number.isNaN(taken.getTime())
  return { camera: camera || undefined, takenAt: isDate ? clockTime(taken) : undefined }
}

/** The reader takes a camera's time for the time of this machine, so its own parts are what the camera wrote. */
const clockTime = (date: Date): string =>
  new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

const webAddress = (text: string | null): string | null => {
  if (!text || !URL.canParse(text)) return null
  return /^https?:$/.test(new URL(text).protocol) ? text : null
}
