import { createHash } from 'node:crypto'
import { decodeXml } from '~/platform/metadata/decode-text'
import { descriptionsIn, RDF } from '~/platform/metadata/rdf'
import { escapeXml } from '~/platform/metadata/values'
import { parseXml, type XmlElement } from '~/platform/metadata/xml-tree'
import type { EmbeddedTexts } from './embedded-texts'
import { extensionReference, isManaged, PREFIXES, propertiesOf } from './xmp-properties'

/** Returns the former packets with the written properties in place of their own, as one packet in UTF-8. */
export function packetWith(former: readonly Buffer[], texts: EmbeddedTexts): Buffer {
  const others = otherProperties(former, texts)
  return packet({ ...others, elements: [...propertiesOf(texts), ...others.elements] })
}

/** A packet, and the extended packet for what does not fit into it, with its MD5. */
export interface SplitPacket {
  main: Buffer
  extension?: { bytes: Buffer; md5: string }
}

/**
 * Returns the same within a limit of bytes: properties of the former packets that do not fit go to an extended packet, whole
 * (XMP specification, part 3, 1.1.3.1).
 */
export function packetWithin(former: readonly Buffer[], texts: EmbeddedTexts, most: number): SplitPacket {
  const [own, others] = [propertiesOf(texts), otherProperties(former, texts)]
  const main = packet({ ...others, elements: [...own, ...others.elements] })
  if (main.length <= most) return { main }
  const bytes = Buffer.from(rdfOf(others))
  const md5 = createHash('md5').update(bytes).digest('hex').toUpperCase()
  const elements = [...own, extensionReference(md5)]
  return { main: packet({ ...others, attributes: new Map(), elements }), extension: { bytes, md5 } }
}

/**
 * The properties of a description: simple ones stay attributes if they were, since some readers of gain maps look for no
 * elements; and the prefixes that the packet had, for readers that look for those.
 */
interface Properties {
  attributes: ReadonlyMap<string, string>
  elements: XmlElement[]
  prefixes: ReadonlyMap<string, string>
}

/** Returns the properties of packets that are not written; if two packets define one, the first wins. */
function otherProperties(packets: readonly Buffer[], texts: EmbeddedTexts): Properties {
  const attributes = new Map<string, string>()
  const elements = new Map<string, XmlElement>()
  const prefixes = new Map<string, string>()
  const isKept = (name: string) => isProperty(name) && (texts.strips ? OF_PIXELS.test(name) : !isManaged(name, texts))
  const isNew = (name: string) => isKept(name) && !attributes.has(name) && !elements.has(name)
  for (const bytes of packets) {
    const root = parseXml(decodeXml(bytes))
    notePrefixes(root, prefixes)
    for (const description of descriptionsIn(root)) {
      for (const [name, value] of description.attributes) if (isNew(name)) attributes.set(name, value)
      for (const property of description.children) if (isNew(property.name)) elements.set(property.name, property)
    }
  }
  return { attributes, elements: [...elements.values()], prefixes }
}

/** Gain maps and where they are: a picture looks different without (Adobe Gain Map; Google, Ultra HDR and Container). */
const OF_PIXELS = /^\{http:\/\/ns\.(adobe\.com\/hdr-gain-map|google\.com\/photos\/1\.0\/container)\//

const isProperty = (name: string): boolean => /^\{[^}]+\}[^\s<>&"'=/]+$/.test(name) && !isReserved(name)
const isReserved = (name: string): boolean => ['{xml}', '{xmlns}', `{${RDF}}`].some((start) => name.startsWith(start))

/** Prefixes with a meaning of their own, which no packet may give to another namespace. */
const RESERVED: ReadonlySet<string> = new Set(['xml', 'xmlns', 'rdf', 'x', ...Object.values(PREFIXES)])

/** Notes the first prefix that a document declares for each namespace. */
function notePrefixes(element: XmlElement, prefixes: Map<string, string>): void {
  for (const [name, namespace] of element.attributes) {
    const prefix = name.startsWith('{xmlns}') ? name.slice('{xmlns}'.length) : ''
    const isFree = /^[A-Za-z][\w-]*$/.test(prefix) && !RESERVED.has(prefix) && ![...prefixes.values()].includes(prefix)
    if (isFree && !prefixes.has(namespace) && prefixes.size < MOST_PREFIXES) prefixes.set(namespace, prefix)
  }
  for (const child of element.children) notePrefixes(child, prefixes)
}
const MOST_PREFIXES = 200

const packet = (properties: Properties): Buffer =>
  Buffer.from(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${rdfOf(properties)}\n<?xpacket end="w"?>`)

/** Writes properties as RDF with every prefix declared once. */
function rdfOf({ attributes, elements, prefixes }: Properties): string {
  const names = new Names(prefixes)
  const own = attributesOf(attributes, names)
  const inside = elements.map((property) => written(property, names)).join('\n')
  const declared = names.declarations()
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF${declared}><rdf:Description rdf:about=""${own}>\n${inside}\n</rdf:Description></rdf:RDF></x:xmpmeta>`
}

/** The reader bounds the depth of elements, so recursion ends. */
function written({ name, attributes, children, text }: XmlElement, names: Names): string {
  const tag = names.prefixed(name)
  const own = attributesOf(attributes, names)
  const inside = children.length
    ? children.map((child) => written(child, names)).join('')
    : escapeXml(text.trim()).replace(/\r/g, reference)
  return inside ? `<${tag}${own}>${inside}</${tag}>` : `<${tag}${own}/>`
}

const attributesOf = (attributes: ReadonlyMap<string, string>, names: Names): string =>
  [...attributes]
    .filter(([name]) => !/^\{(xmlns)?\}/.test(name))
    .map(([name, value]) => ` ${names.prefixed(name)}="${escapeXml(value).replace(/[\t\n\r]/g, reference)}"`)
    .join('')

const reference = (character: string): string => `&#${character.charCodeAt(0)};`

/** Gives each namespace one prefix: that of a standard, else that of the packet, else a new one. */
class Names {
  private readonly used = new Map<string, string>([[RDF, 'rdf']])

  constructor(private readonly known: ReadonlyMap<string, string>) {}

  prefixed(expanded: string): string {
    const end = expanded.indexOf('}')
    const [namespace, name] = [expanded.slice(1, end), expanded.slice(end + 1)]
    const local = name.replace(/[^\p{L}\p{N}._-]/gu, '_') || 'unnamed'
    if (namespace === 'xml') return `xml:${local}`
    let prefix = this.used.get(namespace)
    if (!prefix) {
      prefix = PREFIXES[namespace] ?? this.known.get(namespace) ?? `unknown${this.used.size}`
      this.used.set(namespace, prefix)
    }
    return `${prefix}:${local}`
  }

  declarations = (): string =>
    [...this.used].map(([namespace, prefix]) => ` xmlns:${prefix}="${escapeXml(namespace)}"`).join('')
}
