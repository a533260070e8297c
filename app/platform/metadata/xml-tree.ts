// Ours: XMP comes from strangers and may be damaged, so that what stands before the damage is kept, and no entity resolved.
import { required } from '~/platform/required'
import { unescapeXml } from './values'

export interface XmlElement {
  /**
   * Namespace and local name, `{http://…}title`; if the prefix was never declared, the prefix replaces the namespace.
   */
  name: string
  attributes: ReadonlyMap<string, string>
  children: XmlElement[]
  /** The text directly within the element, with character references resolved. */
  text: string
}

/** The namespace prefixes that an element declares, and those it inherits (Namespaces in XML 1.0, 6). */
interface Scope {
  declared: ReadonlyMap<string, string>
  outer?: Scope
}

const DEEPEST = 100
const MOST_ELEMENTS = 300_000
const NAME = /[^\s/>=]+/y
const ATTRIBUTE = /\s*([^\s/>=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y

/**
 * Parses a document in linear time; returns an unnamed root that holds its elements. Tolerates damage: unclosed
 * elements end with the document and have no text, an element closed by another's name ends there, and nothing after
 * damage is read. Entities that the document declares are never resolved and nothing is fetched.
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: NONE, children: [], text: '' }
  const open: { element: XmlElement; tag: string; scope: Scope }[] = [{ element: root, tag: '', scope: OUTERMOST }]
  let at = 0
  for (let count = 0; count < MOST_ELEMENTS && open.length <= DEEPEST; ) {
    const inner = required(open.at(-1), 'element that is open')
    const next = text.indexOf('<', at)
    inner.element.text += unescapeXml(text.slice(at, next < 0 ? text.length : next))
    if (next < 0) break
    const special = skipSpecial(text, next)
    if (special) {
      inner.element.text += special.text
      at = special.end
    } else if (text[next + 1] === '/') {
      const end = text.indexOf('>', next)
      if (end < 0) break
      close(open, text.slice(next + 2, end).trim())
      at = end + 1
    } else {
      count++
      const tag = readTag(text, next + 1, inner.scope)
      if (!tag) break
      inner.element.children.push(tag.element)
      if (!tag.isEmpty) open.push(tag)
      at = tag.end
    }
  }
  // Elements still open were truncated within their text.
  for (const { element } of open) element.text = ''
  return root
}

const NONE: ReadonlyMap<string, string> = new Map()
const OUTERMOST: Scope = { declared: new Map([['xml', 'xml']]) }

function close(open: { tag: string }[], tag: string): void {
  const at = open.findLastIndex((entry) => entry.tag === tag)
  if (at > 0) open.length = at
}

/** Skips a comment, instruction or doctype (its internal subset is not parsed); returns the text of a CDATA section. */
function skipSpecial(text: string, at: number): { end: number; text: string } | undefined {
  const past = (from: number, mark: string) => {
    const found = text.indexOf(mark, from)
    return found < 0 ? text.length : found + mark.length
  }
  if (text.startsWith('<!--', at)) return { end: past(at + 4, '-->'), text: '' }
  if (text.startsWith('<?', at)) return { end: past(at + 2, '?>'), text: '' }
  if (text.startsWith('<![CDATA[', at)) {
    const end = past(at + 9, ']]>')
    return { end, text: text.slice(at + 9, Math.max(at + 9, end - 3)) }
  }
  if (!text.startsWith('<!', at)) return undefined
  const plain = past(at, '>')
  // An internal subset contains `>` of its own. It is searched for only up to the first `>`: searching to the end of
  // the document for every doctype would take quadratic time.
  const subset = text.slice(at, plain).indexOf('[')
  return { end: subset < 0 ? plain : past(past(at + subset, ']'), '>'), text: '' }
}

function readTag(text: string, at: number, outer: Scope) {
  NAME.lastIndex = at
  const tag = NAME.exec(text)?.[0]
  if (tag === undefined) return undefined
  const raw: [string, string][] = []
  ATTRIBUTE.lastIndex = at + tag.length
  let last = ATTRIBUTE.lastIndex
  for (let found = ATTRIBUTE.exec(text); found; found = ATTRIBUTE.exec(text)) {
    const [, name = '', quoted, quotedOtherwise = ''] = found
    raw.push([name, unescapeXml(quoted ?? quotedOtherwise)])
    last = ATTRIBUTE.lastIndex
  }
  const end = text.indexOf('>', last)
  if (end < 0) return undefined
  const scope = scopeWithin(outer, raw)
  // Most elements have no attributes, and a packet may have several hundred thousand elements.
  const attributes = raw.length ? new Map(raw.map(([name, value]) => [expand(name, scope, ''), value])) : NONE
  const element: XmlElement = {
    name: expand(tag, scope, namespaceOf('', scope) ?? ''),
    attributes,
    children: [],
    text: '',
  }
  return { element, tag, scope, end: end + 1, isEmpty: text[end - 1] === '/' }
}

function scopeWithin(outer: Scope, attributes: [string, string][]): Scope {
  const declared = attributes.filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  if (declared.length === 0) return outer
  return { declared: new Map(declared.map(([name, uri]) => [name.slice(6), uri])), outer }
}

function namespaceOf(prefix: string, scope: Scope): string | undefined {
  for (let within: Scope | undefined = scope; within; within = within.outer) {
    const uri = within.declared.get(prefix)
    if (uri !== undefined) return uri
  }
  return undefined
}

function expand(name: string, scope: Scope, unprefixed: string): string {
  const colon = name.indexOf(':')
  const prefix = name.slice(0, Math.max(0, colon))
  const uri = colon < 0 ? unprefixed : (namespaceOf(prefix, scope) ?? prefix)
  return `{${uri}}${name.slice(colon + 1)}`
}
