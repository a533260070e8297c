import type { PixelDifference } from '~/platform/comparing/pixel-difference.server'
import type { TextDifference } from '~/platform/comparing/text-difference'

/** Two versions of an asset by their ids; `olderId` has the lower number. */
export interface VersionPair {
  olderId: string
  newerId: string
}

/** What was found when two versions were compared; null where there is nothing of the kind in both. */
export interface ComparisonResult {
  pixels: PixelDifference | null
  text: TextDifference | null
  /** Why texts were not compared although both have pages, as ConvertError tells it. */
  textReason: string | null
}

/** A comparison as a page shows it. */
export interface Comparison {
  state: 'waiting' | 'made' | 'failed'
  result: ComparisonResult | null
  /** Whether there is a picture of the changed pixels. */
  hasPicture: boolean
}

/** How comparisons are made; another value makes them all anew when they are next looked at. */
export const COMPARISON_RECIPE = '1'

interface Numbered {
  id: string
  number: number
}

/**
 * Returns the versions to compare: those with the numbers that are asked for, and otherwise the approved version (or, where
 * that is the current one or there is none, the one before) against the current one. Undefined when there is but one.
 * `versions` are newest first.
 */
export function chosenPair<Version extends Numbered>(
  versions: readonly Version[],
  { currentVersionId, approvedVersionId }: { currentVersionId: string; approvedVersionId: string | null },
  asked: { left?: number; right?: number } = {},
): { left: Version; right: Version } | undefined {
  const byNumber = (number: number | undefined) => versions.find((version) => version.number === number)
  const current = versions.find(({ id }) => id === currentVersionId) ?? versions[0]
  const right = byNumber(asked.right) ?? current
  if (!right) return undefined
  const others = versions.filter((version) => version !== right)
  const approved = others.find(({ id }) => id === approvedVersionId)
  const previous = others.find(({ number }) => number < right.number) ?? others[0]
  const left = others.find(({ number }) => number === asked.left) ?? approved ?? previous
  return left && { left, right }
}

/** Returns two versions in the order in which they are compared. */
export const pairOf = (one: Numbered, other: Numbered): VersionPair =>
  one.number < other.number ? { olderId: one.id, newerId: other.id } : { olderId: other.id, newerId: one.id }
