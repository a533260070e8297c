import type { Localized } from '~/platform/language'

/** The tags of one file as exiftool prints them, by group and name. */
export type Tags = Record<string, unknown>

/** The metadata expected from a reader, by exiftool's tags and the rules below, without any code of the product. */
export interface Expected {
  title: Localized
  description: Localized
  altText: Localized
  usageTerms: Localized
  keywords: string[]
  creator: string | null
  creditLine: string | null
  copyrightNotice: string | null
  licenceUrl: string | null
  takenAt: string | null
  camera: string | null
  hasLocation: boolean
}

export const FIELDS = [
  ...(['title', 'description', 'altText', 'usageTerms', 'keywords', 'creator', 'creditLine'] as const),
  ...(['copyrightNotice', 'licenceUrl', 'takenAt', 'camera', 'hasLocation'] as const),
]

/** By the MWG guidelines: EXIF unless blank, then XMP unless both digests exist and differ, then IIM. */
export function expectedOf(tags: Tags): Expected {
  const exif = (name: string) =>
    many(tags[`IFD0:${name}`] ?? tags[`ExifIFD:${name}`])
      .join('; ')
      .trim()
  const [current, stated] = [tags['File:CurrentIPTCDigest'], tags['Photoshop:IPTCDigest']]
  const iimIsNewer = current !== undefined && stated !== undefined && current !== stated
  const choose = (iimName: string, xmpName: string, limit: number): string[] => {
    const [iim, xmp] = [many(tags[`IPTC:${iimName}`]), many(tags[xmpName])]
    if (!xmp.length || (iimIsNewer && iim.length))
      return iim.map((value, at) => (bytes(value) > limit - 4 && xmp[at]?.startsWith(value) ? xmp[at]! : value))
    return xmp
  }
  const text = (iimName: string, xmpName: string, limit: number) =>
    choose(iimName, xmpName, limit)[0] ??
    many(tags[Object.keys(tags).find((key) => key.startsWith(`${xmpName}-`)) ?? ''])[0]
  const description = exif('ImageDescription') || choose('Caption-Abstract', 'XMP-dc:Description', 2000)[0]
  const title = choose('ObjectName', 'XMP-dc:Title', 64)[0]
  const languages = (name: string) => Object.keys(tags).some((key) => key.startsWith(`${name}-`))
  const headline = title || languages('XMP-dc:Title') ? title : choose('Headline', 'XMP-photoshop:Headline', 256)[0]
  const keywords = choose('Keywords', 'XMP-dc:Subject', 64)
  const artists = exif('Artist')
    .split(/\s*;\s*/)
    .filter(Boolean)
  const creators = artists.length ? artists : choose('By-line', 'XMP-dc:Creator', 32)
  const dates = iimIsNewer
    ? [`${one(tags['IPTC:DateCreated'])} ${one(tags['IPTC:TimeCreated'])}`, one(tags['XMP-photoshop:DateCreated'])]
    : [one(tags['XMP-photoshop:DateCreated']), `${one(tags['IPTC:DateCreated'])} ${one(tags['IPTC:TimeCreated'])}`]
  const urls = [
    one(tags['XMP-xmpRights:WebStatement']),
    ...[tags['XMP-plus:Licensor']].flat().map((licensor) => one((licensor as Tags | undefined)?.LicensorURL)),
    one(tags['XMP-cc:License']),
  ]
  return {
    title: byLanguage(tags, 'XMP-dc:Title', headline || exif('XPTitle')),
    description: byLanguage(tags, 'XMP-dc:Description', description || exif('XPComment')),
    altText: byLanguage(tags, 'XMP-iptcCore:AltTextAccessibility', one(tags['XMP-iptcCore:AltTextAccessibility'])),
    usageTerms: byLanguage(tags, 'XMP-xmpRights:UsageTerms', one(tags['XMP-xmpRights:UsageTerms'])),
    keywords: words(keywords.length ? keywords : [exif('XPKeywords')]),
    creator: clean(creators.length ? creators.join(', ') : exif('XPAuthor').replaceAll(';', ', ')) || null,
    creditLine: clean(text('Credit', 'XMP-photoshop:Credit', 32)) || null,
    copyrightNotice:
      clean(
        exif('Copyright')
          .split('\n')
          .filter((part) => part.trim())
          .join(', '),
      ) ||
      clean(text('CopyrightNotice', 'XMP-dc:Rights', 128)) ||
      null,
    licenceUrl: urls.find((url) => /^https?:\/\/\S+$/.test(url)) ?? null,
    takenAt:
      [exif('DateTimeOriginal'), ...dates, one(tags['XMP-exif:DateTimeOriginal']), exif('CreateDate')]
        .map(time)
        .find(Boolean) ?? null,
    camera: camera(exif('Make') || one(tags['XMP-tiff:Make']), exif('Model') || one(tags['XMP-tiff:Model'])),
    hasLocation: hasPosition(tags),
  }
}

/** The values as texts: exiftool prints some texts as numbers. */
const many = (value: unknown): string[] =>
  (value === undefined || value === null ? [] : [value].flat())
    .map((item) => (typeof item === 'object' ? '' : String(item)))
    .filter((item) => item.trim())
const one = (value: unknown): string => many(value)[0]?.trim() ?? ''
const bytes = (value: string) => Buffer.byteLength(value)

function clean(value: string | undefined): string {
  const text = (value ?? '').normalize('NFC').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]/g, ' ')
  return [...text.trim()].slice(0, 2000).join('')
}

function words(values: string[]): string[] {
  const list = values.length === 1 ? values[0]!.split(/[,;]/) : values
  const seen = new Map<string, string>()
  for (const value of list) {
    const word = clean(value).slice(0, 100)
    if (word && !seen.has(word.toLowerCase())) seen.set(word.toLowerCase(), word)
  }
  return [...seen.values()].slice(0, 100)
}

/** The default is English, unless English is given or it repeats another language; where the chosen text replaces the default of XMP, so it does what repeats that. */
function byLanguage(tags: Tags, name: string, chosen: string | undefined): Localized {
  const former = one(tags[name])
  const texts: Localized = {}
  const exact = new Set<string>()
  for (const [key, value] of Object.entries(tags)) {
    if (!key.startsWith(`${name}-`)) continue
    const tag = key.slice(name.length + 1)
    const language = tag.toLowerCase().split('-')[0]!
    const text = clean(one(value) === former && chosen ? chosen : one(value))
    if (text && (texts[language] === undefined || (tag.length === language.length && !exact.has(language))))
      texts[language] = text
    if (tag.length === language.length) exact.add(language)
  }
  const text = clean(chosen)
  if (text && !Object.values(texts).includes(text)) texts.en ??= text
  return texts
}

function time(value: string): string | undefined {
  const parts = value.match(/\d+/g) ?? []
  const [year = '', month = '00', day = '00', hour, minute] = parts
  if (year.length !== 4 || year === '0000') return undefined
  if (+month < 1 || +month > 12) return year
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== +day) return `${year}-${month}`
  return hour !== undefined && minute !== undefined && +hour < 24 && +minute < 60
    ? `${year}-${month}-${day}T${hour}:${minute}`
    : `${year}-${month}-${day}`
}

const camera = (make: string, model: string): string | null =>
  clean(model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`) || null

function hasPosition(value: unknown, name = ''): boolean {
  if (Array.isArray(value)) return value.some((inner) => hasPosition(inner, name))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(
      ([key, inner]) => !key.startsWith('Composite:') && hasPosition(inner, key.split(':').at(-1)),
    )
  return (
    /^GPS(Dest)?(Latitude|Longitude|Coordinates)$|^Gps(Latitude|Longt?itude)$|^LocationInformation$/.test(name) &&
    String(value).trim() !== ''
  )
}
