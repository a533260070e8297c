// Ours: a cleaned drawing needs text and elements in their order, which the tree of metadata/xml-tree does not keep.
import { unescapeXml } from '~/platform/metadata/values'
import { ImageError } from '../image-error'

/** A part of a document in its order. Comments, instructions and the doctype are none. */
export type SvgToken =
  | { kind: 'open'; name: string; attributes: [name: string, value: string][]; isEmpty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

const NAME = /[A-Za-z_][\w.:-]{0,99}/y
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]{0,99})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const TAG_END = /\s*(\/?)>/y

/** Entities that the internal subset of a doctype may declare, as old versions of Illustrator do for namespaces. */
const MOST_ENTITIES = 64
/** Letters that all texts and values of a document may have where its entities are resolved. */
const MOST_RESOLVED = 32 * 1024 * 1024

/** What a document declares, and the letters that were resolved in it so far. */
interface Entities {
  values: ReadonlyMap<string, string>
  letters: number
}

/**
 * Yields the parts of an XML document in linear time. Entities that are declared within it as plain text are resolved, no other,
 * and nothing is fetched. Throws ImageError `unreadable` where it is not well-formed (XML 1.0, 2.1).
 */
export function* svgTokens(text: string): Generator<SvgToken> {
  const entities: Entities = { values: new Map(), letters: 0 }
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('<', at)
    if (next < 0 || next > at)
      yield { kind: 'text', text: resolved(text.slice(at, next < 0 ? undefined : next), entities) }
    if (next < 0) return
    if (text.startsWith('<!--', next)) at = past(text, '-->', next + 4)
    else if (text.startsWith('<?', next)) at = past(text, '?>', next + 2)
    else if (text.startsWith('<![CDATA[', next)) {
      at = past(text, ']]>', next + 9)
      yield { kind: 'text', text: text.slice(next + 9, at - 3) }
    } else if (text.startsWith('<!', next)) {
      const { end, values } = doctype(text, next)
      at = end
      entities.values = values
    } else {
      const tag = text[next + 1] === '/' ? closing(text, next) : opening(text, next, entities)
      yield tag.token
      at = tag.end
    }
  }
}

function past(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  if (found < 0) throw new ImageError('unreadable')
  return found + mark.length
}

/** What matters in a doctype: entities of plain text, and what may hold the mark of an end that is none (XML 1.0, 2.8 and 4.2). */
const PART = /<!ENTITY\s+([A-Za-z_][\w.-]{0,99})\s+(?:"([^"&<%]{0,500})"|'([^'&<%]{0,500})')\s*>|<!--|<\?|["'[\]>]/g

function doctype(text: string, at: number): { end: number; values: Map<string, string> } {
  const values = new Map<string, string>()
  let isSubset = false
  PART.lastIndex = at + 2
  for (let found = PART.exec(text); found; found = PART.exec(text)) {
    const [part, name, quoted, otherwise = ''] = found
    const end = PART.lastIndex
    if (part === '>' && !isSubset) return { end, values }
    if (part === '[' || part === ']') isSubset = part === '['
    else if (part === '<!--') PART.lastIndex = past(text, '-->', end)
    else if (part === '<?') PART.lastIndex = past(text, '?>', end)
    else if (part === '"' || part === "'") PART.lastIndex = past(text, part, end)
    else if (name && !values.has(name) && values.size < MOST_ENTITIES) values.set(name, quoted ?? otherwise)
  }
  throw new ImageError('unreadable')
}

/** Resolves character references, and declared entities, whose values hold no other. Throws ImageError where they grow too far. */
function resolved(text: string, entities: Entities): string {
  if (!text.includes('&')) return text
  const count = (more: number) => {
    entities.letters += more
    if (entities.letters > MOST_RESOLVED) throw new ImageError('too_many_pixels')
  }
  count(text.length)
  const plain = entities.values.size
    ? text.replace(/&([A-Za-z_][\w.-]{0,99});/g, (whole, name: string) => {
        const value = entities.values.get(name) ?? whole
        count(value.length)
        return value
      })
    : text
  return unescapeXml(plain)
}

function opening(text: string, at: number, entities: Entities): { token: SvgToken; end: number } {
  NAME.lastIndex = at + 1
  const name = NAME.exec(text)?.[0]
  if (!name) throw new ImageError('unreadable')
  const attributes: [string, string][] = []
  let end = NAME.lastIndex
  ATTRIBUTE.lastIndex = end
  for (let found = ATTRIBUTE.exec(text); found; found = ATTRIBUTE.exec(text)) {
    attributes.push([found[1] ?? '', resolved(found[2] ?? found[3] ?? '', entities)])
    end = ATTRIBUTE.lastIndex
  }
  TAG_END.lastIndex = end
  const closed = TAG_END.exec(text)
  if (!closed) throw new ImageError('unreadable')
  return { token: { kind: 'open', name, attributes, isEmpty: closed[1] === '/' }, end: TAG_END.lastIndex }
}

function closing(text: string, at: number): { token: SvgToken; end: number } {
  NAME.lastIndex = at + 2
  const name = NAME.exec(text)?.[0]
  if (!name) throw new ImageError('unreadable')
  TAG_END.lastIndex = NAME.lastIndex
  if (!TAG_END.exec(text)) throw new ImageError('unreadable')
  return { token: { kind: 'close', name }, end: TAG_END.lastIndex }
}
