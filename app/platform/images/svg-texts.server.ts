import { open } from 'node:fs/promises'
import type { Localized } from '~/platform/language'
import { plainText, unescapeXml } from '~/platform/metadata/values'

export interface SvgTexts {
  title: Localized
  description: Localized
  creator: string | null
  /** Its RDF, which includes XMP. */
  packets: Buffer[]
}

const HEAD_BYTES = 256 * 1024

/**
 * Returns the title and description elements of an SVG, its creator and its RDF, from the beginning of the file. Found
 * by text search: no XML parser processes the file and no entity is resolved. Throws if the file cannot be read.
 */
export async function readSvgTexts(localPath: string): Promise<SvgTexts> {
  const text = await readHead(localPath)
  const [title, description] = [elementText(text, 'title'), elementText(text, 'desc')]
  const creator = creatorIn(text)
  return {
    title: title ? { en: title } : {},
    description: description ? { en: description } : {},
    creator: creator || null,
    packets: rdfIn(text),
  }
}

async function readHead(localPath: string): Promise<string> {
  const file = await open(localPath)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Returns the text of the first element with this name that contains only text; '' if there is none. */
function elementText(text: string, name: string): string {
  const [, inside = ''] = new RegExp(`<${name}(?:\\s[^<>]{0,500})?>([^<]{1,2000})</${name}>`).exec(text) ?? []
  return plainText(unescapeXml(inside))
}

/**
 * Returns the creator, which Dublin Core holds as text, as an agent with a title, or as a list; the first one counts.
 */
function creatorIn(text: string): string {
  const start = text.indexOf('<dc:creator>')
  if (start < 0) return ''
  const [, inside = ''] = />\s*([^<>\s][^<>]{0,200})</.exec(text.slice(start, start + 1000)) ?? []
  return plainText(unescapeXml(inside))
}

function rdfIn(text: string): Buffer[] {
  const [start, end] = [text.indexOf('<rdf:RDF'), text.indexOf('</rdf:RDF>')]
  return start < 0 || end < start ? [] : [Buffer.from(text.slice(start, end))]
}
