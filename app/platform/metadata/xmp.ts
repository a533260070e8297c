import { decodeXml } from './decode-text'
import type { RawMetadata, XmpProperties, XmpValue } from './raw-metadata'
import { descriptionsIn, isList, LIST_ITEM, rdf } from './rdf'
import { parseXml, type XmlElement } from './xml-tree'

/** Standard prefixes by namespace. */
const PREFIXES: Record<string, string> = {
  'http://purl.org/dc/elements/1.1': 'dc',
  'http://ns.adobe.com/photoshop/1.0': 'photoshop',
  'http://ns.adobe.com/xap/1.0/rights': 'xmpRights',
  'http://iptc.org/std/iptc4xmpcore/1.0/xmlns': 'Iptc4xmpCore',
  'http://ns.useplus.org/ldf/xmp/1.0': 'plus',
  'http://creativecommons.org/ns': 'cc',
  'http://ns.adobe.com/exif/1.0': 'exif',
  'http://ns.adobe.com/tiff/1.0': 'tiff',
  'http://ns.adobe.com/exif/1.0/aux': 'aux',
  'http://cipa.jp/exif/1.0': 'exifEX',
}
const SERIAL_NUMBERS = [
  'aux:SerialNumber',
  'aux:LensSerialNumber',
  'exifEX:BodySerialNumber',
  'exifEX:LensSerialNumber',
]
/** EXIF's names for positions, also used in IPTC Extension structures, and the names that drones write. */
const POSITION = /\}gps(?:dest)?(?:latitude|longt?itude)$/i

type Xmp = Pick<RawMetadata, 'xmp' | 'hasLocation' | 'hasSerialNumber'>

/**
 * Returns properties and flags of XMP packets (ISO 16684-1). If two packets define a property, the first wins; nothing
 * after damage is read.
 */
export function readXmp(packets: Buffer[]): Xmp {
  const xmp: XmpProperties = {}
  let hasLocation = false
  for (const packet of packets) {
    const root = parseXml(decodeXml(packet))
    for (const description of descriptionsIn(root)) addProperties(xmp, description)
    for (const element of everyElement(root)) {
      hasLocation ||= isPosition(element)
      // The licensor is a structure within a list.
      if (prefixed(element.name) === LICENSOR_URL) add(xmp, LICENSOR_URL, valuesOf(element))
      for (const [name, value] of element.attributes)
        if (prefixed(name) === LICENSOR_URL) add(xmp, LICENSOR_URL, [{ lang: DEFAULT, value }])
    }
  }
  return { xmp, hasLocation, hasSerialNumber: SERIAL_NUMBERS.some((name) => xmp[name]?.length) }
}

const LICENSOR_URL = 'plus:LicensorURL'
const DEFAULT = 'x-default'

function* everyElement(root: XmlElement): Generator<XmlElement> {
  const left = [root]
  for (let element = left.pop(); element; element = left.pop()) {
    yield element
    for (const child of element.children.toReversed()) left.push(child)
  }
}

function addProperties(xmp: XmpProperties, { attributes, children }: XmlElement): void {
  for (const [name, value] of attributes) add(xmp, prefixed(name), [{ lang: DEFAULT, value }])
  for (const child of children) add(xmp, prefixed(child.name), valuesOf(child))
}

function add(xmp: XmpProperties, name: string | undefined, values: XmpValue[]): void {
  const filled = values.map(({ lang, value }) => ({ lang, value: value.trim() })).filter(({ value }) => value)
  if (name && filled.length) xmp[name] ??= filled
}

/**
 * Returns the values of a property: the items of its list or alternative, otherwise its own value (ISO 16684-1, 7.5 to
 * 7.9).
 */
function valuesOf(property: XmlElement): XmpValue[] {
  const list = property.children.find(isList)
  const items = list ? list.children.filter(({ name }) => name === LIST_ITEM) : [property]
  return items.map((item) => ({ lang: item.attributes.get('{xml}lang') || DEFAULT, value: textOf(item) }))
}

function textOf(element: XmlElement): string {
  const address = element.attributes.get(rdf('resource'))
  if (address !== undefined) return address
  // A value with qualifiers is nested one or two elements deeper (7.8).
  const value = element.attributes.get(rdf('value'))
  if (value !== undefined) return value
  const inner = element.children.find(({ name }) => name === rdf('value') || name === rdf('Description'))
  return inner ? textOf(inner) : element.text
}

/** Returns `dc:title` for `{http://purl.org/dc/elements/1.1/}title`; undefined for namespaces that are not read. */
function prefixed(name: string): string | undefined {
  const end = name.indexOf('}')
  const namespace = name.slice(1, end)
  // Some programs omit the last character of a namespace, others do not declare it at all.
  const prefix = PREFIXES[namespace.toLowerCase().replace(/[/#]$/, '')] ?? KNOWN.get(namespace)
  return prefix && `${prefix}:${name.slice(end + 1)}`
}

const KNOWN = new Map(Object.values(PREFIXES).map((prefix) => [prefix, prefix]))

function isPosition({ name, attributes, text }: XmlElement): boolean {
  if (POSITION.test(name) && text.trim()) return true
  for (const [attribute, value] of attributes) if (POSITION.test(attribute) && value.trim()) return true
  return false
}
