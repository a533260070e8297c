import { open } from 'node:fs/promises'
import exifr from 'exifr'
import type { Sniffed } from '~/platform/files/sniff.server'
import type { Localized } from '~/platform/language'
import { firstText, keywordsIn, localizedIn, plainText } from './metadata-values'

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
  hasLocation: boolean
  /** A few facts to show, such as camera and time. */
  extracted: Record<string, string | number>
}

const NOTHING: FileMetadata = {
  ...{ title: {}, description: {}, altText: {}, keywords: [], usageTerms: {}, hasLocation: false, extracted: {} },
  ...{ creator: null, creditLine: null, copyrightNotice: null, licenceUrl: null },
}
const READABLE = new Set(['jpg', 'tif', 'png', 'heic', 'avif', 'webp'])
type Tags = Record<string, unknown>

/** Reads EXIF, IPTC and XMP. Never throws: damaged metadata gives what could be read of it. */
export async function readMetadata(localPath: string, sniffed: Sniffed): Promise<FileMetadata> {
  if (sniffed.extension === 'svg') return readSvg(localPath)
  if (!READABLE.has(sniffed.extension)) return NOTHING
  const tags = await readTags(localPath)
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
    hasLocation: ['GPSLatitude', 'latitude', 'GPSPosition'].some((name) => tags[name] !== undefined),
    extracted: extractedFrom(tags),
  }
}

async function readTags(localPath: string): Promise<Tags> {
  const options = {
    tiff: true,
    ifd0: {},
    exif: true,
    gps: true,
    iptc: true,
    xmp: true,
    icc: false,
    jfif: false,
    ihdr: false,
  }
  try {
    return ((await exifr.parse(localPath, { ...options, mergeOutput: true, sanitize: true })) as Tags | undefined) ?? {}
  } catch {
    return {}
  }
}

const first = (tags: Tags, ...names: string[]): unknown =>
  names.map((name) => tags[name]).find((value) => value !== undefined && value !== null && value !== '')

function extractedFrom(tags: Tags): Record<string, string | number> {
  const camera = [tags.Make, tags.Model].map((value) => plainText(value)).filter(Boolean)
  // Many makers repeat their name in the model's.
  const [make, model] = camera
  const named = make && model?.toLowerCase().startsWith(make.toLowerCase()) ? model : camera.join(' ')
  const taken = tags.DateTimeOriginal ?? tags.CreateDate
  const facts: Record<string, string | number | undefined> = {
    camera: named || undefined,
    takenAt: taken instanceof Date && !Number.isNaN(taken.getTime()) ? taken.toISOString().slice(0, 16) : undefined,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Record<string, string>
}

const webAddress = (text: string | null): string | null => {
  if (!text || !URL.canParse(text)) return null
  return /^https?:$/.test(new URL(text).protocol) ? text : null
}

const SVG_HEAD = 256 * 1024

/** The title and description elements of an SVG, and the creator of its RDF: text only, from its beginning. */
async function readSvg(localPath: string): Promise<FileMetadata> {
  const file = await open(localPath)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SVG_HEAD), 0, SVG_HEAD, 0)
    const text = buffer.toString('utf8', 0, bytesRead)
    const element = (name: string) => {
      const [, inside] = new RegExp(`<${name}[^>]*>([^<]{1,2000})</${name}>`).exec(text) ?? []
      return plainText(inside && unescapeXml(inside))
    }
    const agent = /<dc:creator>[\s\S]{0,200}?<dc:title>([^<]{1,200})<\/dc:title>/.exec(text)?.[1]
    const [title, description] = [element('title'), element('desc')]
    return {
      ...NOTHING,
      title: title ? { en: title } : {},
      description: description ? { en: description } : {},
      creator: plainText(agent && unescapeXml(agent)) || null,
    }
  } finally {
    await file.close()
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescapeXml = (text: string): string => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => ENTITIES[name]!)
