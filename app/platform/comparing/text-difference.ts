import { diffArrays } from 'diff'
import type { DocumentText, TextLine } from './text-lines'
import { type TextPart, wordDifference } from './word-difference'

/** A place of a document whose words differ, with the line before and after it. */
export interface TextChange {
  /** Pages on which it begins in each version, counted from 1. */
  olderPage: number
  newerPage: number
  parts: TextPart[]
}

export interface TextDifference {
  changes: TextChange[]
  /** Number of words that only the newer, and only the older text has. */
  added: number
  removed: number
  /** Whether both texts were compared to their ends, and all changes are listed. */
  isComplete: boolean
}

/** Lines that differ before two texts count as different altogether: bounds the steps of Myers' algorithm to its square. */
const MOST_CHANGED_LINES = 3_000
const MOST_CHANGES = 400
/** Characters of all listed changes together. */
const MOST_CHARACTERS = 200_000

/**
 * Returns what differs between two texts: first by lines (E. W. Myers, An O(ND) Difference Algorithm, 1986), then by words
 * within the lines that differ, so that a paragraph that is only broken elsewhere is no change.
 */
export function textDifference(older: DocumentText, newer: DocumentText): TextDifference {
  const blocks = blocksOf(older.lines, newer.lines)
  const difference: TextDifference = { changes: [], added: 0, removed: 0, isComplete: true }
  let characters = 0
  for (const block of blocks) {
    const { parts, added, removed } = wordDifference(textOf(block.removed), textOf(block.added), !difference.isComplete)
    if (added + removed === 0) continue
    difference.added += added
    difference.removed += removed
    characters += parts.reduce((sum, [, text]) => sum + text.length, 0)
    if (difference.changes.length >= MOST_CHANGES || characters > MOST_CHARACTERS) difference.isComplete = false
    else difference.changes.push({ ...pagesOf(block), parts: [...before(block), ...parts, ...after(block)] })
  }
  if (older.isCut || newer.isCut) difference.isComplete = false
  return difference
}

/** Neighbouring lines that differ, and the lines around them that are equal. */
interface Block {
  before?: TextLine
  removed: TextLine[]
  added: TextLine[]
  after?: TextLine
  /** Where it stands when one side has no lines. */
  at: { older: number; newer: number }
}

function blocksOf(older: TextLine[], newer: TextLine[]): Block[] {
  const runs = diffArrays(older, newer, {
    comparator: (one, other) => one.text === other.text,
    maxEditLength: MOST_CHANGED_LINES,
  })
  if (!runs) return [{ removed: older, added: newer, at: { older: 1, newer: 1 } }]
  const blocks: Block[] = []
  let open: Block | undefined
  let last: TextLine | undefined
  const at = { older: 1, newer: 1 }
  for (const run of runs) {
    if (run.added || run.removed) {
      open ??= { before: last, removed: [], added: [], at: { ...at } }
      open[run.added ? 'added' : 'removed'] = run.value
    } else {
      if (open) blocks.push({ ...open, after: run.value[0] })
      open = undefined
      last = run.value.at(-1)
    }
    // Of equal lines the library returns those of the newer text, whose page may be another.
    const page = run.value.at(-1)?.page ?? 1
    if (!run.added) at.older = run.removed ? page : at.older
    if (!run.removed) at.newer = page
    if (!run.added && !run.removed) at.older = page
  }
  if (open) blocks.push(open)
  return blocks
}

const textOf = (lines: readonly TextLine[]): string => lines.map(({ text }) => text).join(' ')

const pagesOf = ({ removed, added, at }: Block) => ({
  olderPage: removed[0]?.page ?? at.older,
  newerPage: added[0]?.page ?? at.newer,
})

const before = (block: Block): TextPart[] => (block.before ? [['same', `${block.before.text} `]] : [])
const after = (block: Block): TextPart[] => (block.after ? [['same', ` ${block.after.text}`]] : [])
