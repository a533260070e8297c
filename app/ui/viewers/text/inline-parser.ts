/** What stands inside a paragraph of Markdown. */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'em'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] }
  | { kind: 'break' }

const DEEPEST = 6
const LINK_SCHEMES = new Set(['http:', 'https:', 'mailto:'])

/** Returns an address that may become a link: http(s) or mail; undefined for any other. */
export function safeHref(address: string): string | undefined {
  try {
    const { protocol, href } = new URL(address.trim())
    return LINK_SCHEMES.has(protocol) ? href : undefined
  } catch {
    return undefined
  }
}

/**
 * Parses code, emphasis, links and line breaks (CommonMark, chapter 6, without reference links and raw HTML, which stay
 * text). Takes time in proportion to the text, also for hostile ones.
 */
export function parseInline(text: string, depth = 0): Inline[] {
  const found: Inline[] = []
  /** Delimiters of which there is no closing one further on. */
  const unclosed = new Set<string>()
  let plain = ''
  let at = 0
  const flush = () => {
    if (plain) found.push({ kind: 'text', text: plain })
    plain = ''
  }
  while (at < text.length) {
    const match = depth < DEEPEST ? matchAt(text, at, { unclosed, depth }) : undefined
    if (!match) {
      plain += text[at] ?? ''
      at++
      continue
    }
    if (match.node.kind === 'text') plain += match.node.text
    else {
      flush()
      found.push(match.node)
    }
    at = match.end
  }
  flush()
  return found
}

interface Match {
  node: Inline
  end: number
}
interface State {
  unclosed: Set<string>
  depth: number
}

function matchAt(text: string, at: number, state: State): Match | undefined {
  const character = text[at]
  const next = text[at + 1] ?? ''
  if (character === '\\' && /[!-/:-@[-`{-~]/.test(next)) return { node: { kind: 'text', text: next }, end: at + 2 }
  if (character === '\\' && next === '\n') return { node: { kind: 'break' }, end: at + 2 }
  if (character === ' ' && text.startsWith('  \n', at)) return { node: { kind: 'break' }, end: at + 3 }
  if (character === '`') return codeAt(text, at, state)
  if (character === '*' || character === '_') return emphasisAt(text, at, state)
  if (character === '!' && next === '[') return imageAt(text, at)
  if (character === '[') return linkAt(text, at, state)
  if (character === '<') return autolinkAt(text, at)
  return undefined
}

function codeAt(text: string, at: number, { unclosed }: State): Match {
  let end = at
  while (text[end] === '`') end++
  const fence = text.slice(at, end)
  const close = unclosed.has(fence) ? -1 : text.indexOf(fence, end)
  if (close < 0) {
    unclosed.add(fence)
    return { node: { kind: 'text', text: fence }, end }
  }
  return { node: { kind: 'code', text: text.slice(end, close).replace(/\n/g, ' ').trim() }, end: close + fence.length }
}

function emphasisAt(text: string, at: number, { unclosed, depth }: State): Match | undefined {
  const mark = text[at] ?? ''
  const fence = text[at + 1] === mark ? mark + mark : mark
  const begin = at + fence.length
  const isInWord = mark === '_' && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')
  if (isInWord || unclosed.has(fence) || /\s/.test(text[begin] ?? ' ')) return undefined
  for (let close = text.indexOf(fence, begin + 1); close >= 0; close = text.indexOf(fence, close + 1)) {
    const isDouble = fence.length === 1 && (text[close + 1] === mark || text[close - 1] === mark)
    if (isDouble || /[\s\\]/.test(text[close - 1] ?? ' ')) continue
    // Of three in a row, the first closes what is inside.
    while (text[close + fence.length] === mark) close++
    const children = parseInline(text.slice(begin, close), depth + 1)
    return { node: { kind: fence.length === 2 ? 'strong' : 'em', children }, end: close + fence.length }
  }
  unclosed.add(fence)
  return undefined
}

/** A label and an address are shorter than this in any document that was written by hand. */
const LONGEST_LABEL = 1000
const LINK =
  /^\[((?:[^[\]\\]|\\.|\[[^[\]]*\]){0,1000})\]\(\s*<?((?:[^\s<>()]|\([^\s<>()]{0,500}\)){1,2000})>?(?:\s+"[^"]{0,300}")?\s*\)/

function linkAt(text: string, at: number, { depth }: State): Match | undefined {
  const found = LINK.exec(text.slice(at, at + LONGEST_LABEL + 2500))
  const [whole = '', label = '', address = ''] = found ?? []
  if (!found) return undefined
  const children = parseInline(label, depth + 1)
  const href = safeHref(address)
  // An address that may not be followed leaves its label.
  return { node: href ? { kind: 'link', href, children } : { kind: 'text', text: label }, end: at + whole.length }
}

function imageAt(text: string, at: number): Match | undefined {
  const found = LINK.exec(text.slice(at + 1, at + LONGEST_LABEL + 2500))
  return found ? { node: { kind: 'text', text: found[1] ?? '' }, end: at + 1 + found[0].length } : undefined
}

function autolinkAt(text: string, at: number): Match | undefined {
  const found = /^<((?:https?:\/\/|mailto:)[^\s<>]{1,2000})>/.exec(text.slice(at, at + 2100))
  const href = found && safeHref(found[1] ?? '')
  if (!found || !href) return undefined
  return { node: { kind: 'link', href, children: [{ kind: 'text', text: found[1] ?? '' }] }, end: at + found[0].length }
}
