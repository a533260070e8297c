// Ours beside file-type, which knows XML by its declaration alone, and neither SVG nor HTML (docs/decisions/017).

/** The head of a document as text: UTF-16 by its byte order mark, UTF-8 otherwise; without the mark. */
export function decoded(head: Buffer): string {
  const isBigEndian = head[0] === 0xfe && head[1] === 0xff
  const isLittleEndian = head[0] === 0xff && head[1] === 0xfe
  const even = head.subarray(0, head.length - (head.length % 2))
  const text = isBigEndian
    ? Buffer.from(even).swap16().toString('utf16le')
    : head.toString(isLittleEndian ? 'utf16le' : 'utf8')
  return text.replace(/^\ufeff/, '')
}

export interface Markup {
  /** Local name of the first element, as written. */
  root: string
  /** Whether an XML declaration precedes it (XML 1.0, 2.8). */
  isDeclared: boolean
  /** Whether a document type of HTML precedes it (HTML Standard, 13.1.1). */
  isHtml: boolean
}

/**
 * Returns the first element of a document, after byte order mark, declaration, comments and doctype; undefined if the
 * text begins with anything else.
 */
export function markupIn(text: string): Markup | undefined {
  let isHtml = false
  // Scans each construct once: one regular expression for all of them would backtrack over every unclosed comment.
  let at = pastSpace(text, 0)
  while (text.startsWith('<?', at) || text.startsWith('<!', at)) {
    isHtml ||= /^<!doctype\s+html[\s>]/i.test(text.slice(at, at + 40))
    const end = endOfProlog(text, at)
    if (end < 0) break
    at = pastSpace(text, end)
  }
  const [, root] = /^<(?:[\w.-]{1,64}:)?([\w.-]{1,64})[\s>/]/.exec(text.slice(at, at + 140)) ?? []
  if (root === undefined && !isHtml) return undefined
  return { root: root ?? '', isDeclared: /^\s{0,100}<\?xml\s/.test(text), isHtml }
}

/** Returns whether the first element of a document is `svg`. */
export const svgIn = (head: Buffer): boolean => markupIn(decoded(head))?.root === 'svg'

/** Returns where the declaration, comment or doctype at `at` ends (XML 1.0, 2.8); -1 if it does not. */
function endOfProlog(text: string, at: number): number {
  const past = (mark: string, from: number) => {
    const found = text.indexOf(mark, from)
    return found < 0 ? -1 : found + mark.length
  }
  if (text.startsWith('<!--', at)) return past('-->', at + 4)
  if (text.startsWith('<?', at)) return past('?>', at + 2)
  const end = past('>', at)
  const subset = text.slice(at, Math.max(at, end)).indexOf('[')
  if (subset < 0) return end
  const closed = past(']', at + subset)
  return closed < 0 ? -1 : past('>', closed)
}

const pastSpace = (text: string, from: number): number => {
  let at = from
  while (at < text.length && /\s/.test(text.charAt(at))) at++
  return at
}
