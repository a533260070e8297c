import type { ExifTag, IimTag, RawMetadata, XmpValue } from './raw-metadata'

/** Property names, by exiftool's group and tag name. */
const PROPERTIES: Record<string, string> = {
  'XMP-dc:Title': 'dc:title',
  'XMP-dc:Description': 'dc:description',
  'XMP-dc:Subject': 'dc:subject',
  'XMP-dc:Creator': 'dc:creator',
  'XMP-dc:Rights': 'dc:rights',
  'XMP-photoshop:Credit': 'photoshop:Credit',
  'XMP-photoshop:Headline': 'photoshop:Headline',
  'XMP-photoshop:DateCreated': 'photoshop:DateCreated',
  'XMP-xmpRights:UsageTerms': 'xmpRights:UsageTerms',
  'XMP-xmpRights:WebStatement': 'xmpRights:WebStatement',
  'XMP-cc:License': 'cc:license',
  'XMP-iptcCore:AltTextAccessibility': 'Iptc4xmpCore:AltTextAccessibility',
  'XMP-exif:DateTimeOriginal': 'exif:DateTimeOriginal',
  'XMP-tiff:Make': 'tiff:Make',
  'XMP-tiff:Model': 'tiff:Model',
}
const EXIF_TAGS: ReadonlySet<string> = new Set<ExifTag>([
  ...(['ImageDescription', 'Artist', 'Copyright', 'Make', 'Model', 'DateTimeOriginal', 'CreateDate'] as const),
  ...(['XPTitle', 'XPComment', 'XPAuthor', 'XPKeywords'] as const),
])
const IIM_TAGS: ReadonlySet<string> = new Set<IimTag>([
  ...(['ObjectName', 'Headline', 'Caption-Abstract', 'By-line', 'Credit', 'CopyrightNotice', 'Keywords'] as const),
  ...(['DateCreated', 'TimeCreated'] as const),
])
const POSITION = /^(gps(dest)?(latitude|longt?itude|coordinates|position)|locationinformation)$/i
const SERIAL_NUMBER = /^(Camera|Body|Internal|Lens)?SerialNumber$/

/** Converts exiftool's output to the shape of our own readers, so that the same rules reconcile both. */
export function rawFromExiftool(tags: Record<string, unknown>): RawMetadata {
  const raw: RawMetadata = {
    ...{ exif: {}, iim: {}, xmp: {} },
    isIimNewer: isIimNewer(tags),
    hasLocation: hasTag(tags, POSITION),
    hasSerialNumber: hasTag(tags, SERIAL_NUMBER),
  }
  for (const [key, value] of Object.entries(tags)) {
    const [group = '', name = ''] = key.split(':')
    if (/^(IFD\d|ExifIFD)$/.test(group) && EXIF_TAGS.has(name)) raw.exif[name as ExifTag] ??= exifTextIn(value)
    if (group === 'IPTC' && IIM_TAGS.has(name)) raw.iim[name as IimTag] ??= textsIn(value)
    if (group === 'XMP-plus' && name === 'Licensor') addLicensors(raw, value)
    const [, plain = key, lang = 'x-default'] = /^(XMP-[^-]+)-([A-Za-z]{2,3}(?:-.+)?)$/.exec(key) ?? []
    const property = PROPERTIES[plain]
    if (property) raw.xmp[property] = [...(raw.xmp[property] ?? []), ...valuesIn(value, lang)]
  }
  return raw
}

/** exiftool prints both digests in hexadecimal. */
const isIimNewer = (tags: Record<string, unknown>): boolean => {
  const [current, recorded] = [tags['File:CurrentIPTCDigest'], tags['Photoshop:IPTCDigest']]
  return typeof current === 'string' && typeof recorded === 'string' && current !== recorded
}

function hasTag(value: unknown, names: RegExp): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((inner) => hasTag(inner, names))
  return Object.entries(value).some(
    ([name, inner]) => (names.test(name.replace(/^.*:/s, '')) && textIn(inner).trim() !== '') || hasTag(inner, names),
  )
}

function addLicensors(raw: RawMetadata, value: unknown): void {
  const urls = [value].flat().map((licensor) => textIn((licensor as { LicensorURL?: unknown } | null)?.LicensorURL))
  const values = urls.filter(Boolean).map((url) => ({ lang: 'x-default', value: url }))
  if (values.length) raw.xmp['plus:LicensorURL'] = values
}

/** exiftool prints a copyright of two parts, the photographer's and the editor's, as two lines. */
const exifTextIn = (value: unknown): string =>
  textIn(value)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(', ')

const valuesIn = (value: unknown, lang: string): XmpValue[] => textsIn(value).map((text) => ({ lang, value: text }))

const textsIn = (value: unknown): string[] =>
  [value]
    .flat()
    .map(textIn)
    .filter((text) => text.trim())

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')
