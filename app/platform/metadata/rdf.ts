import type { XmlElement } from './xml-tree'

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

/** Returns the expanded name of an element or attribute of RDF. */
export const rdf = (name: string): string => `{${RDF}}${name}`

const LISTS: ReadonlySet<string> = new Set(['Alt', 'Bag', 'Seq'].map(rdf))
export const LIST_ITEM = rdf('li')

export const isList = ({ name }: XmlElement): boolean => LISTS.has(name)

/** Returns the rdf:Description elements of the file itself; those within properties describe parts of it. */
export function descriptionsIn({ children }: XmlElement): XmlElement[] {
  return children.flatMap((child) => {
    if (child.name === rdf('Description')) return [child]
    return child.name === rdf('RDF') || child.name.endsWith('}xmpmeta') ? descriptionsIn(child) : []
  })
}
