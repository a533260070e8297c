import { type Inline, parseInline } from './inline-parser'

/** A block of Markdown. */
export type Block =
  | { kind: 'heading'; level: number; inline: Inline[] }
  | { kind: 'paragraph'; inline: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'list'; isOrdered: boolean; start: number; items: Block[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'rule' }

const LONGEST = 300_000
const MOST_BLOCKS = 3000
const DEEPEST = 6

const FENCE = /^ {0,3}(`{3,}|~{3,})/
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]|$)/
const RULE = /^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])(\s{1,4}|$)/
const QUOTE = /^ {0,3}> ?/
const UNDERLINE = /^ {0,3}(=+|-+)\s*$/

/** Parses Markdown into blocks (CommonMark, chapters 4 and 5, without tables and raw HTML, which stay text). */
export function parseMarkdown(text: string): Block[] {
  const lines = text
    .slice(0, LONGEST)
    .replace(/\t/g, '    ')
    .split(/\r\n|[\r\n\u2028\u2029]/)
  return parseBlocks(lines, 0)
}

function parseBlocks(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length && blocks.length < MOST_BLOCKS) {
    const line = lines[at] ?? ''
    if (line.trim() === '') {
      at++
      continue
    }
    const taken = takeBlock(lines, at, depth)
    blocks.push(taken.block)
    at = taken.end
  }
  return blocks
}

interface Taken {
  block: Block
  end: number
}

/** The title of a heading without the number signs that may close it (CommonMark, 4.2). */
function withoutClosing(title: string): string {
  const text = title.trim()
  let end = text.length
  while (text[end - 1] === '#') end--
  return end === 0 || text[end - 1] === ' ' ? text.slice(0, end).trim() : text
}

function takeBlock(lines: readonly string[], at: number, depth: number): Taken {
  const line = lines[at] ?? ''
  const heading = HEADING.exec(line)
  if (heading) {
    const [begin, marks = '#'] = heading
    const inline = parseInline(withoutClosing(line.slice(begin.length)))
    return { block: { kind: 'heading', level: marks.length, inline }, end: at + 1 }
  }
  if (FENCE.test(line)) return takeFence(lines, at)
  if (RULE.test(line)) return { block: { kind: 'rule' }, end: at + 1 }
  if (depth < DEEPEST && QUOTE.test(line)) return takeQuote(lines, at, depth)
  if (depth < DEEPEST && ITEM.test(line)) return takeList(lines, at, depth)
  if (/^ {4}/.test(line)) return takeIndented(lines, at)
  return takeParagraph(lines, at)
}

function takeFence(lines: readonly string[], at: number): Taken {
  const [, fence = '```'] = FENCE.exec(lines[at] ?? '') ?? []
  let end = at + 1
  const isClosed = (line: string) => FENCE.exec(line)?.[1]?.startsWith(fence) === true
  while (end < lines.length && !isClosed(lines[end] ?? '')) end++
  return { block: { kind: 'code', text: lines.slice(at + 1, end).join('\n') }, end: end + 1 }
}

function takeIndented(lines: readonly string[], at: number): Taken {
  let end = at
  while (end < lines.length && /^( {4}|\s*$)/.test(lines[end] ?? '')) end++
  const text = lines.slice(at, end).map((line) => line.slice(4))
  return { block: { kind: 'code', text: text.join('\n').trimEnd() }, end }
}

function takeQuote(lines: readonly string[], at: number, depth: number): Taken {
  let end = at
  while (end < lines.length && QUOTE.test(lines[end] ?? '')) end++
  const inside = lines.slice(at, end).map((line) => line.replace(QUOTE, ''))
  return { block: { kind: 'quote', blocks: parseBlocks(inside, depth + 1) }, end }
}

function takeList(lines: readonly string[], at: number, depth: number): Taken {
  const first = ITEM.exec(lines[at] ?? '')?.[2] ?? '-'
  const isOrdered = /\d/.test(first)
  const items: string[][] = []
  let end = at
  let indent = 2
  for (; end < lines.length; end++) {
    const line = lines[end] ?? ''
    const item = RULE.test(line) ? null : ITEM.exec(line)
    const isDeeper = line.search(/\S/) >= indent
    if (item && !(isDeeper && items.length > 0)) {
      if (/\d/.test(item[2] ?? '') !== isOrdered) break
      indent = Math.max(2, item[0].length)
      items.push([line.slice(item[0].length)])
    } else if (isDeeper) items.at(-1)?.push(line.slice(indent))
    else if (line.trim() === '' && isContinued(lines[end + 1] ?? '', indent)) items.at(-1)?.push('')
    else if (line.trim() !== '' && lines[end - 1]?.trim() !== '' && !beginsBlock(line)) items.at(-1)?.push(line)
    else break
  }
  const start = isOrdered ? Number.parseInt(first, 10) : 1
  const block: Block = { kind: 'list', isOrdered, start, items: items.map((item) => parseBlocks(item, depth + 1)) }
  return { block, end }
}

const isContinued = (line: string, indent: number): boolean => line.search(/\S/) >= indent || ITEM.test(line)

const beginsBlock = (line: string): boolean => [HEADING, FENCE, RULE, QUOTE, ITEM].some((pattern) => pattern.test(line))

function takeParagraph(lines: readonly string[], at: number): Taken {
  let end = at + 1
  while (end < lines.length && (lines[end] ?? '').trim() !== '') {
    const line = lines[end] ?? ''
    const underline = UNDERLINE.exec(line)
    if (underline) {
      const level = underline[1]?.startsWith('=') ? 1 : 2
      return { block: { kind: 'heading', level, inline: inlineOf(lines.slice(at, end)) }, end: end + 1 }
    }
    if (beginsBlock(line)) break
    end++
  }
  return { block: { kind: 'paragraph', inline: inlineOf(lines.slice(at, end)) }, end }
}

const inlineOf = (lines: readonly string[]): Inline[] =>
  parseInline(
    lines
      .map((line) => line.replace(/^\s+/, ''))
      .join('\n')
      .trimEnd(),
  )
