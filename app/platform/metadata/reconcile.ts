import { isWebAddress } from '~/platform/web-address'
import { clockTime } from './clock-time'
import type { FileMetadata } from './file-metadata'
import type { ExifTag, IimTag, RawMetadata, XmpValue } from './raw-metadata'
import { firstText, keywordsIn, localizedIn, plainText } from './values'

/** Maximum bytes of a value in IIM (IPTC-IIM 4.2, chapter 6); DateCreated and TimeCreated have a fixed format. */
const IIM_LIMITS: Partial<Record<IimTag, number>> = {
  ...{ ObjectName: 64, Headline: 256, 'Caption-Abstract': 2000, 'By-line': 32, Credit: 32, CopyrightNotice: 128 },
  Keywords: 64,
}
const DEFAULT = 'x-default'

/**
 * Merges EXIF, IIM and XMP of a file by the Metadata Working Group's Guidelines for Handling Image Metadata 2.0
 * (chapter 5): EXIF wins if it has the field and it is not blank; then XMP, unless the digest shows that IIM is newer.
 */
export function reconcile(raw: RawMetadata): FileMetadata {
  const { exif, xmp, hasLocation, hasSerialNumber } = raw
  const titles = iimOrXmp(raw, 'ObjectName', 'dc:title')
  const headlines = titles.length ? titles : iimOrXmp(raw, 'Headline', 'photoshop:Headline')
  const descriptions = iimOrXmp(raw, 'Caption-Abstract', 'dc:description')
  const subjects = textsOf(iimOrXmp(raw, 'Keywords', 'dc:subject'))
  const extracted = { camera: cameraOf(raw), takenAt: takenAtOf(raw) }
  return {
    title: localizedIn(headlines.length ? headlines : (exif.XPTitle ?? '')),
    description: localizedIn(withDefault(descriptions, descriptionIn(raw, descriptions) ?? '', exif.XPComment)),
    altText: localizedIn(xmp['Iptc4xmpCore:AltTextAccessibility']),
    // A single item that is a comma-separated line is split as well.
    keywords: keywordsIn(subjects.length > 1 ? subjects : (subjects[0] ?? exif.XPKeywords)),
    creator: firstText(creatorsOf(raw)),
    creditLine: firstText(defaultOf(iimOrXmp(raw, 'Credit', 'photoshop:Credit'))),
    copyrightNotice: firstText(preferExif(exif.Copyright, defaultOf(iimOrXmp(raw, 'CopyrightNotice', 'dc:rights')))),
    usageTerms: localizedIn(xmp['xmpRights:UsageTerms']),
    licenceUrl: licenceUrlOf(raw),
    takenAt: extracted.takenAt ?? null,
    camera: extracted.camera ?? null,
    ...{ hasLocation, hasSerialNumber },
    extracted: Object.fromEntries(Object.entries(extracted).flatMap(([name, value]) => (value ? [[name, value]] : []))),
  }
}

/**
 * Returns XMP's values if it has the property, unless IIM is newer; then IIM's, except values truncated by IIM's limit
 * (3.3.1 of the guidelines).
 */
function iimOrXmp({ iim, xmp, isIimNewer }: RawMetadata, tag: IimTag, property: string): XmpValue[] {
  const [older, newer] = [iim[tag] ?? [], xmp[property] ?? []]
  if (older.length === 0 || (newer.length > 0 && !isIimNewer)) return newer
  const limit = IIM_LIMITS[tag] ?? Number.POSITIVE_INFINITY
  const isList = tag === 'Keywords' || tag === 'By-line'
  const twins = isList ? textsOf(newer) : [defaultOf(newer)]
  const texts = older.map((text, at) => {
    const twin = twins[at] ?? ''
    return isCut(text, twin, limit) ? twin : text
  })
  return isList ? texts.map(asDefault) : withDefault(newer, texts[0] ?? '')
}

/** A UTF-8 character takes up to four bytes, so a truncated text may end up to three bytes before the limit. */
const isCut = (text: string, whole: string, limit: number): boolean =>
  Buffer.byteLength(text) > limit - 4 && whole.length > text.length && whole.startsWith(text)

const asDefault = (value: string): XmpValue => ({ lang: DEFAULT, value })
const textsOf = (values: XmpValue[]): string[] => values.map(({ value }) => value)

/** Returns the default text, else the first (ISO 16684-1, 8.2.2.4). */
const defaultOf = (values: XmpValue[]): string =>
  (values.find(({ lang }) => lang === DEFAULT) ?? values[0])?.value ?? ''

/**
 * Replaces the default of a language alternative, and the value that repeats that default in its own language; keeps
 * the other languages.
 */
function withDefault(values: XmpValue[], text: string, otherwise = ''): XmpValue[] {
  if (!text) return values.length ? values : [asDefault(otherwise)]
  const former = values.find(({ lang }) => lang === DEFAULT)?.value
  if (former === undefined) return [asDefault(text), ...values]
  return values.map(({ lang, value }) => ({ lang, value: value === former ? text : value }))
}

/** Returns EXIF's text, unless it is blank or only an ASCII version of `other`. */
const preferExif = (exif: string | undefined, other: string): string =>
  exif?.trim() && !isAsciiOf(exif, other) ? exif : other || (exif ?? '')

/** Maximum ASCII characters that replace one other, such as `(C)` for ©. */
const LONGEST_STAND_IN = 4

/**
 * Returns whether `text` is an ASCII version of `whole`: EXIF officially holds ASCII only, so programs drop accents,
 * and spell out, omit or replace other letters with question marks. The guidelines alone would prefer this poorer text.
 */
function isAsciiOf(text: string, whole: string): boolean {
  if (isBeyondAscii(text) || !isBeyondAscii(whole)) return false
  let at = 0
  let slack = 0
  for (const character of whole.normalize('NFC')) {
    if (isBeyondAscii(character)) slack += LONGEST_STAND_IN
    else {
      const found = text.indexOf(character, at)
      if (found < 0 || found > at + slack) return false
      at = found + 1
      slack = 0
    }
  }
  return text.length - at <= slack
}

const isBeyondAscii = (text: string): boolean => /[^\x00-\x7f]/.test(text)

/** Descriptions that cameras write into every photograph. */
const BY_CAMERA =
  /^(olympus( imaging)?|samsung|sony|kodak|minolta|konica minolta|fujifilm|digital)?\s*(digital (still )?camera|dsc|exif[ _-]jpeg([ _-]picture)?|default|untitled)?$/i

function descriptionIn({ exif }: RawMetadata, others: XmpValue[]): string | undefined {
  const text = exif.ImageDescription?.trim()
  if (!text || BY_CAMERA.test(text)) return undefined
  return preferExif(text, defaultOf(others)) === text ? text : undefined
}

/**
 * Returns the creators. EXIF holds several in one line, separated by semicolons, quoted if a name contains one
 * (guidelines, 5.10).
 */
function creatorsOf(raw: RawMetadata): string[] {
  const others = textsOf(iimOrXmp(raw, 'By-line', 'dc:creator'))
  const own = [...(raw.exif.Artist ?? '').matchAll(/\s*(?:"((?:[^"]|"")*)"|([^;]+))\s*(?:;|$)/g)]
    .map(([, quoted, plain]) => (quoted?.replaceAll('""', '"') ?? plain ?? '').trim())
    .filter(Boolean)
  if (own.length === 0) return others.length ? others : splitLine(raw.exif.XPAuthor)
  return isAsciiOf(own.join(';'), others.join(';')) ? others : own
}

const splitLine = (text = ''): string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean)

/** Returns when the picture was taken, else when it was scanned. */
function takenAtOf(raw: RawMetadata): string | undefined {
  const { exif, iim, xmp, isIimNewer } = raw
  const byIim = [iim.DateCreated?.[0], iim.TimeCreated?.[0]].filter(Boolean).join(' ')
  const byXmp = defaultOf(xmp['photoshop:DateCreated'] ?? [])
  const stated = isIimNewer ? [byIim, byXmp] : [byXmp, byIim]
  const xmpExif = defaultOf(xmp['exif:DateTimeOriginal'] ?? [])
  return [exif.DateTimeOriginal, ...stated, xmpExif, exif.CreateDate].map(clockTime).find((time) => time)
}

function cameraOf({ exif, xmp }: RawMetadata): string | undefined {
  const read = (tag: ExifTag) => plainText(exif[tag] ?? defaultOf(xmp[`tiff:${tag}`] ?? []))
  const [make, model] = [read('Make'), read('Model')]
  // Many makers repeat their name in the model name.
  return (model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`.trim()) || undefined
}

const licenceUrlOf = ({ xmp }: RawMetadata): string | null =>
  ['xmpRights:WebStatement', 'plus:LicensorURL', 'cc:license']
    .map((property) => plainText(defaultOf(xmp[property] ?? [])))
    .find(isWebAddress) ?? null
