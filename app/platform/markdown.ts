// Ours: paragraphs, lists, bold, italic and links are a hundred lines; what they become is data and never HTML.
import { isWebAddress } from './web-address'

export type Inline =
  | { text: string }
  | { bold: Inline[] }
  | { italic: Inline[] }
  | { href: string; label: Inline[] }
  | { isBreak: true }

export type Block = { paragraph: Inline[] } | { list: Inline[][]; isOrdered: boolean }

/** Greatest length of a link's label and address, in units; longer ones stay text. */
const [MOST_LABEL, MOST_HREF] = [500, 2000]
const DEEPEST = 4

/**
 * Returns a text with Markdown as blocks: paragraphs, lists (`- …`, `1. …`), **bold**, *italic*, [links](https://…) and `\` before a
 * character that is to stay as it is. All else, HTML and pictures too, is text. Takes time in proportion to the length.
 */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  const endParagraph = () => {
    if (lines.length > 0)
      blocks.push({ paragraph: lines.flatMap((line, at) => [...breakBefore(at), ...inlines(line)]) })
    lines = []
  }
  for (const line of source.replace(/\r\n?/g, '\n').split('\n')) {
    const item = /^ {0,3}(?:([-*+])|\d{1,9}[.)])[ \t]+(.*)$/.exec(line)
    if (item) {
      endParagraph()
      const isOrdered = item[1] === undefined
      const last = blocks.at(-1)
      const entry = inlines(item[2] ?? '')
      if (last && 'list' in last && last.isOrdered === isOrdered) last.list.push(entry)
      else blocks.push({ list: [entry], isOrdered })
    } else if (line.trim() === '') endParagraph()
    else lines.push(line.trim())
  }
  endParagraph()
  return blocks
}

const breakBefore = (at: number): Inline[] => (at > 0 ? [{ isBreak: true }] : [])

/** Returns the text of blocks in one line each, without marks. */
export const plainMarkdown = (source: string): string => parseMarkdown(source).map(plainBlock).join('\n')

const plainBlock = (block: Block): string =>
  'paragraph' in block ? plain(block.paragraph) : block.list.map((item) => `- ${plain(item)}`).join('\n')

const plain = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if ('text' in part) return part.text
      if ('isBreak' in part) return '\n'
      return plain('bold' in part ? part.bold : 'italic' in part ? part.italic : part.label)
    })
    .join('')

function inlines(line: string, depth = 0): Inline[] {
  const parts: Inline[] = []
  let text = ''
  const push = (part: Inline) => {
    if (text) parts.push({ text })
    text = ''
    parts.push(part)
  }
  // Marks that are not closed in the rest of the line: none further on is either.
  const unclosed = new Set<string>()
  let at = 0
  while (at < line.length) {
    const character = line.charAt(at)
    if (character === '\\' && /[\\*_[\]()\-+.]/.test(line.charAt(at + 1))) {
      text += line.charAt(at + 1)
      at += 2
      continue
    }
    const link = character === '[' && depth < DEEPEST ? linkAt(line, at) : undefined
    if (link) {
      push({ href: link.href, label: inlines(link.label, DEEPEST) })
      at = link.end
      continue
    }
    const mark = line.startsWith('**', at) ? '**' : character === '*' ? '*' : undefined
    const end = mark && depth < DEEPEST && !unclosed.has(mark) ? closing(line, at, mark) : undefined
    if (mark && end === -1) unclosed.add(mark)
    if (mark && end !== undefined && end > 0) {
      const within = inlines(line.slice(at + mark.length, end), depth + 1)
      push(mark === '**' ? { bold: within } : { italic: within })
      at = end + mark.length
      continue
    }
    text += mark ?? character
    at += (mark ?? character).length
  }
  if (text) parts.push({ text })
  return parts
}

/** Returns where the mark that begins at `at` is closed; -1 when the line has no such mark further on, undefined when it opens nothing. */
function closing(line: string, at: number, mark: string): number | undefined {
  const start = at + mark.length
  if (!/\S/.test(line.charAt(start))) return undefined
  let end = line.indexOf(mark, start + 1)
  // A single star is closed by one that is not half of a double one.
  while (mark === '*' && end !== -1 && line.charAt(end + 1) === '*') end = line.indexOf(mark, end + 2)
  return end
}

function linkAt(line: string, at: number): { label: string; href: string; end: number } | undefined {
  const window = line.slice(at, at + MOST_LABEL + MOST_HREF)
  const found = /^\[([^[\]]{1,500})\]\(([^()\s]{1,2000})\)/.exec(window)
  const [whole = '', label = '', href = ''] = found ?? []
  if (!isWebAddress(href) && !/^mailto:[^\s@]+@[^\s@]+$/i.test(href)) return undefined
  return { label, href, end: at + whole.length }
}
