import { goes } from './xmp-rules'

const NOTE = 'http://ns.adobe.com/xmp/note/'

export interface XmpOptions {
  /** Keeps the length by padding with white space, which packets allow for (XMP specification, part 1, 7.3.2). */
  sameLength?: boolean
  /** MD5 of the extended packet that this packet refers to; null removes the reference. */
  extension?: string | null
}

/**
 * Returns an XMP packet without position, serial numbers and editing history; the same buffer if it holds none of them;
 * an empty (or blank) one if it is not well-formed XML. Works on bytes, so that any ASCII-compatible encoding is
 * preserved.
 */
export function cleanXmp(packet: Buffer, { sameLength = false, extension }: XmpOptions = {}): Buffer {
  const text = packet.toString('latin1')
  const kept = keptOf(text, extension)
  if (kept === undefined) return sameLength ? Buffer.alloc(packet.length, ' ') : Buffer.alloc(0)
  if (kept === text) return packet
  return Buffer.from(sameLength ? filledUp(kept, text.length) : kept, 'latin1')
}

function filledUp(text: string, length: number): string {
  const end = text.lastIndexOf('<?xpacket end')
  const at = end < 0 ? text.length : end
  return text.slice(0, at) + ' '.repeat(length - text.length) + text.slice(at)
}

type Namespaces = Record<string, string>

/** Limit for nesting, deeper than any property; packets beyond it are crafted and are removed entirely. */
const DEEPEST = 200

function keptOf(text: string, extension: string | null | undefined): string | undefined {
  const out: string[] = []
  const open: { name: string; namespaces: Namespaces; gone: boolean }[] = []
  let at = 0
  while (at < text.length) {
    const next = text.indexOf('<', at)
    const isGone = open.at(-1)?.gone ?? false
    if (!isGone) out.push(text.slice(at, next < 0 ? undefined : next))
    if (next < 0) break
    const end = endOfMarkup(text, next)
    if (end === undefined) return undefined
    const markup = text.slice(next, end)
    at = end
    if (/^<[!?]/.test(markup)) {
      if (!isGone) out.push(markup)
    } else if (markup.startsWith('</')) {
      const closed = open.pop()
      if (!closed || closed.name !== markup.slice(2, -1).trim()) return undefined
      if (!closed.gone) out.push(markup)
    } else {
      const tag = tagOf(markup)
      if (!tag || open.length > DEEPEST) return undefined
      const namespaces = declared(open.at(-1)?.namespaces ?? {}, tag.attributes)
      const gone = isGone || isUnwanted(namespaces, tag.name, extension)
      if (!gone) out.push(tagText(markup, tag, namespaces, extension))
      if (!markup.endsWith('/>')) open.push({ name: tag.name, namespaces, gone })
    }
  }
  return open.length ? undefined : out.join('')
}

/** Returns the offset after a comment, tag or other markup; undefined if it is not closed. */
function endOfMarkup(text: string, from: number): number | undefined {
  for (const [begin, end] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const)
    if (text.startsWith(begin, from)) {
      const found = text.indexOf(end, from + begin.length)
      return found < 0 ? undefined : found + end.length
    }
  let quote = ''
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (quote) quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (character === '>') return at + 1
    else if (character === '<') return undefined
  }
  return undefined
}

interface Tag {
  name: string
  attributes: { name: string; value: string; from: number; to: number }[]
}

function tagOf(markup: string): Tag | undefined {
  const name = /^<([^\s/>="']+)/.exec(markup)?.[1]
  if (!name) return undefined
  const attributes: Tag['attributes'] = []
  const attribute = /\s+([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')/y
  let at = name.length + 1
  for (;;) {
    attribute.lastIndex = at
    const found = attribute.exec(markup)
    if (!found) break
    at = attribute.lastIndex
    const [, key = '', quoted = ''] = found
    attributes.push({ name: key, value: quoted.slice(1, -1), from: found.index, to: at })
  }
  return /^\s*\/?>$/.test(markup.slice(at)) ? { name, attributes } : undefined
}

function declared(outer: Namespaces, attributes: Tag['attributes']): Namespaces {
  const own = attributes.filter(({ name }) => name.startsWith('xmlns'))
  if (own.length === 0) return outer
  return { ...outer, ...Object.fromEntries(own.map(({ name, value }) => [name.slice('xmlns:'.length), value])) }
}

function isUnwanted(namespaces: Namespaces, name: string, extension: string | null | undefined): boolean {
  const [prefix, local] = name.includes(':') ? (name.split(':', 2) as [string, string]) : ['', name]
  const namespace = (Object.hasOwn(namespaces, prefix) && namespaces[prefix]) || ''
  if (namespace === NOTE && local === 'HasExtendedXMP') return extension === null
  return goes(namespace, local)
}

function tagText(markup: string, { attributes }: Tag, namespaces: Namespaces, extension?: string | null): string {
  let text = markup
  for (const { name, from, to } of [...attributes].reverse()) {
    if (name.startsWith('xmlns')) continue
    if (isUnwanted(namespaces, name, extension)) text = text.slice(0, from) + text.slice(to)
    else if (extension && name.endsWith(':HasExtendedXMP'))
      text = text.slice(0, from) + text.slice(from, to).replace(/[0-9A-Fa-f]{32}/, extension) + text.slice(to)
  }
  return text
}
