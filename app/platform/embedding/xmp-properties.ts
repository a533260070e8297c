import { rdf } from '~/platform/metadata/rdf'
import type { XmlElement } from '~/platform/metadata/xml-tree'
import type { EmbeddedPlace, EmbeddedTexts } from './embedded-texts'

const DC = 'http://purl.org/dc/elements/1.1/'
const PHOTOSHOP = 'http://ns.adobe.com/photoshop/1.0/'
const RIGHTS = 'http://ns.adobe.com/xap/1.0/rights/'
const MM = 'http://ns.adobe.com/xap/1.0/mm/'
const CORE = 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/'
const EXT = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'
const PLUS = 'http://ns.useplus.org/ldf/xmp/1.0/'
const PRISM = 'http://prismstandard.org/namespaces/basic/2.0/'
const PDF = 'http://ns.adobe.com/pdf/1.3/'
const CC = 'http://creativecommons.org/ns#'
export const NOTE = 'http://ns.adobe.com/xmp/note/'

/** Prefixes that standards give to namespaces. */
export const PREFIXES: Record<string, string> = {
  ...{ [DC]: 'dc', [PHOTOSHOP]: 'photoshop', [RIGHTS]: 'xmpRights', [MM]: 'xmpMM', [CORE]: 'Iptc4xmpCore' },
  ...{ [PLUS]: 'plus', [PRISM]: 'prism', [PDF]: 'pdf', [CC]: 'cc', [NOTE]: 'xmpNote' },
  'http://ns.adobe.com/xap/1.0/': 'xmp',
  'http://ns.adobe.com/exif/1.0/': 'exif',
  'http://ns.adobe.com/exif/1.0/aux/': 'aux',
  'http://cipa.jp/exif/1.0/': 'exifEX',
  'http://ns.adobe.com/tiff/1.0/': 'tiff',
  [EXT]: 'Iptc4xmpExt',
  'http://ns.adobe.com/xap/1.0/sType/ResourceRef#': 'stRef',
  'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#': 'stEvt',
  'http://www.aiim.org/pdfa/ns/id/': 'pdfaid',
}

/** Properties that are written or, where there is no text, removed. */
const WRITTEN: readonly string[] = [
  ...['title', 'description', 'subject', 'creator', 'rights', 'identifier', 'language'].map((name) => `{${DC}}${name}`),
  ...['UsageTerms', 'WebStatement'].map((name) => `{${RIGHTS}}${name}`),
  ...['AltTextAccessibility', 'ExtDescrAccessibility'].map((name) => `{${CORE}}${name}`),
  ...['Licensor', 'LicenseEndDate'].map((name) => `{${PLUS}}${name}`),
  ...[`{${PHOTOSHOP}}Credit`, `{${PRISM}}expirationDate`, `{${MM}}VersionID`],
]

/**
 * Properties that are removed: they repeat what is written, or describe the former packet (its digest, its extension, and
 * Content Credentials that go).
 */
const REMOVED: readonly string[] = [
  ...['Title', 'Author', 'Subject', 'Keywords'].map((name) => `{${PDF}}${name}`),
  ...['Artist', 'Copyright', 'ImageDescription'].map((name) => `{http://ns.adobe.com/tiff/1.0/}${name}`),
  ...['LastKeywordXMP', 'LastKeywordIPTC'].map((name) => `{http://ns.microsoft.com/photo/1.0/}${name}`),
  ...[`{${CC}}license`, '{http://ns.adobe.com/lightroom/1.0/}hierarchicalSubject'],
  ...['{http://www.digikam.org/ns/1.0/}TagsList', `{${PHOTOSHOP}}LegacyIPTCDigest`, `{${NOTE}}HasExtendedXMP`],
  '{http://purl.org/dc/terms/}provenance',
]
const MANAGED: ReadonlySet<string> = new Set([...WRITTEN, ...REMOVED])

/** Properties that are written, or removed, where the texts say something of them; what repeats them goes with them. */
const WHERE_GIVEN = {
  personsShown: [`{${EXT}}PersonInImage`, `{${EXT}}PersonInImageWDetails`],
  placesCreated: [`{${EXT}}LocationCreated`],
  placesShown: [`{${EXT}}LocationShown`],
} as const

/** Returns whether a property is one that is written. Some programs omit the last separator of a namespace. */
export const isManaged = (expanded: string, texts: EmbeddedTexts): boolean =>
  [expanded, expanded.replace('}', '/}'), expanded.replace('}', '#}')].some(
    (name) =>
      MANAGED.has(name) ||
      (['personsShown', 'placesCreated', 'placesShown'] as const).some(
        (given) => texts[given] && WHERE_GIVEN[given].some((each) => each === name),
      ),
  )

/** Returns the properties of texts (ISO 16684-1, 8; IPTC Photo Metadata Standard; PLUS LDF 1.2.1; PRISM 2.0). */
export function propertiesOf(texts: EmbeddedTexts): XmlElement[] {
  const { licensor, asset, keywords = [], creators = [], language } = texts
  const localized = (name: string, text: string | undefined) =>
    text ? [list(name, 'Alt', alternatives(text, language))] : []
  const simple = (name: string, text: string | undefined) => (text ? [element(name, [], text)] : [])
  return [
    ...localized(`{${DC}}title`, texts.title),
    ...localized(`{${DC}}description`, texts.description),
    ...(keywords.length ? [list(`{${DC}}subject`, 'Bag', keywords.map(item))] : []),
    ...(creators.length ? [list(`{${DC}}creator`, 'Seq', creators.map(item))] : []),
    ...(texts.personsShown?.length ? [list(`{${EXT}}PersonInImage`, 'Bag', texts.personsShown.map(item))] : []),
    ...locations('LocationCreated', texts.placesCreated, language),
    ...locations('LocationShown', texts.placesShown, language),
    ...localized(`{${DC}}rights`, texts.copyrightNotice),
    ...(texts.title || texts.description ? [list(`{${DC}}language`, 'Bag', [item(language)])] : []),
    ...simple(`{${DC}}identifier`, asset && `urn:uuid:${asset.id}`),
    ...simple(`{${MM}}VersionID`, asset && String(asset.version)),
    ...simple(`{${PHOTOSHOP}}Credit`, texts.creditLine),
    ...localized(`{${CORE}}AltTextAccessibility`, texts.altText),
    ...localized(`{${CORE}}ExtDescrAccessibility`, texts.extendedDescription),
    ...localized(`{${RIGHTS}}UsageTerms`, texts.usageTerms),
    ...simple(`{${RIGHTS}}WebStatement`, texts.licenceUrl),
    ...licensorOf(licensor),
    ...simple(`{${PLUS}}LicenseEndDate`, texts.expiresOn),
    ...simple(`{${PRISM}}expirationDate`, texts.expiresOn),
  ]
}

/** The Location structure of IPTC Extension. */
function locations(name: string, places: readonly EmbeddedPlace[] | undefined, language: string): XmlElement[] {
  if (!places?.length) return []
  const items = places.map((place) => ({
    ...element(rdf('li'), [
      list(`{${EXT}}LocationName`, 'Alt', alternatives(place.name, language)),
      ...(place.countryCode ? [element(`{${EXT}}CountryCode`, [], place.countryCode)] : []),
    ]),
    attributes: new Map([[rdf('parseType'), 'Resource']]),
  }))
  return [list(`{${EXT}}${name}`, 'Bag', items)]
}

function licensorOf(licensor: EmbeddedTexts['licensor']): XmlElement[] {
  const fields = [
    ['LicensorName', licensor?.name],
    ['LicensorURL', licensor?.url],
    ['LicensorEmail', licensor?.email],
  ].flatMap(([name, text]) => (text ? [element(`{${PLUS}}${name}`, [], text)] : []))
  if (fields.length === 0) return []
  const resource = { ...element(rdf('li'), fields), attributes: new Map([[rdf('parseType'), 'Resource']]) }
  return [list(`{${PLUS}}Licensor`, 'Seq', [resource])]
}

/** The text as default, which comes first, and under its language (ISO 16684-1, 8.2.2.4). */
const alternatives = (text: string, language: string): XmlElement[] =>
  ['x-default', language].map((lang) => ({ ...item(text), attributes: new Map([['{xml}lang', lang]]) }))

const element = (name: string, children: XmlElement[], text = ''): XmlElement => ({
  ...{ name, children, text, attributes: new Map() },
})
const item = (text: string): XmlElement => element(rdf('li'), [], text)
const list = (name: string, kind: 'Alt' | 'Bag' | 'Seq', items: XmlElement[]): XmlElement =>
  element(name, [element(rdf(kind), items)])

/** Returns the property by which a packet refers to its extended packet (XMP specification, part 3, 1.1.3.1). */
export const extensionReference = (md5: string): XmlElement => element(`{${NOTE}}HasExtendedXMP`, [], md5)
