import { decodeXml } from '../decode-text'
import { descriptionsIn, isList, LIST_ITEM, RDF, rdf } from '../rdf'
import { parseXml, type XmlElement } from '../xml-tree'
import type { FileTag, TagValue } from './file-tag'
import { xmpFieldName, xmpTagName } from './xmp-names'

/** Deeper structures than any standard defines. */
const DEEPEST = 12
const MOST_VALUES = 1000

/** Yields every property of XMP packets with its structures and languages, in the order of the file (ISO 16684-1). */
export function* xmpTags(packets: readonly Buffer[]): Generator<FileTag> {
  for (const packet of packets)
    for (const description of descriptionsIn(parseXml(decodeXml(packet)))) {
      for (const [attribute, value] of description.attributes)
        if (isProperty(attribute) && value.trim()) yield { name: nameOf(attribute), values: [value] }
      for (const property of description.children)
        yield { name: nameOf(property.name), values: valuesOf(property, 0).filter(isFilled) }
    }
}

const nameOf = (expanded: string): string => {
  const { group, name } = xmpTagName(expanded)
  return `${group}:${name}`
}

const isProperty = (name: string): boolean => !/^\{(xml|xmlns|)\}/.test(name) && !name.startsWith(`{${RDF}}`)

/** Returns the values of a property or field: the items of its list, the items of a list within an item, or its own. */
function valuesOf(property: XmlElement, depth: number): TagValue[] {
  const list = property.children.find(isList)
  if (!list) return [readValue(property, depth)]
  const items = list.children.filter(({ name }) => name === LIST_ITEM).slice(0, MOST_VALUES)
  const isAlternative = list.name === rdf('Alt')
  return items.flatMap((item) => {
    if (item.children.some(isList)) return depth < DEEPEST ? valuesOf(item, depth + 1) : []
    const lang = item.attributes.get('{xml}lang')
    const value = readValue(item, depth)
    return [typeof value === 'string' && (lang || isAlternative) ? { lang: lang || 'x-default', text: value } : value]
  })
}

/** Returns a structure, or the text of a simple value; qualifiers other than the language are left out (7.8). */
function readValue(element: XmlElement, depth: number): TagValue {
  const address = element.attributes.get(rdf('resource')) ?? element.attributes.get(rdf('value'))
  if (address !== undefined) return address.trim()
  const inner = element.children.find(({ name }) => name === rdf('Description')) ?? element
  const value = inner.children.find(({ name }) => name === rdf('value'))
  if (value) return value.text.trim()
  const fields: Record<string, TagValue[]> = {}
  for (const [attribute, text] of [...element.attributes, ...(inner === element ? [] : inner.attributes)])
    if (isProperty(attribute) && text.trim()) fields[xmpFieldName(attribute)] = [text.trim()]
  if (depth < DEEPEST)
    for (const field of inner.children) {
      const values = valuesOf(field, depth + 1).filter(isFilled)
      if (values.length) fields[xmpFieldName(field.name)] ??= values
    }
  return Object.keys(fields).length || inner !== element ? { fields } : element.text.trim()
}

const isFilled = (value: TagValue): boolean =>
  typeof value === 'string' ? value !== '' : 'text' in value ? value.text !== '' : Object.keys(value.fields).length > 0
