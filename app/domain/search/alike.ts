import { type Look, unlikeness } from '~/domain/appearances/unlikeness'

/** An asset that looks like a picture. */
export interface Alike {
  assetId: string
  /** The same file, byte by byte; nearly the same picture; or one that is like it. */
  grade: 'same' | 'near' | 'alike'
  /** Of layouts and colours; see `unlikeness`. */
  distance: number
}

/** Beyond this a picture is another one. */
export const MOST_UNLIKE = 0.28
/** Longest list of pictures that are like one. */
export const MOST_ALIKE = 200

/** A candidate with what it looks like. */
export interface LookOfAsset {
  assetId: string
  look: Look
}

const GRADES: readonly Alike['grade'][] = ['same', 'near', 'alike']

/** Returns candidates that are like a picture, the best first; `sure` are those known to be nearly or exactly the same. */
export function ranked(
  exemplar: Look,
  candidates: readonly LookOfAsset[],
  sure: ReadonlyMap<string, Alike['grade']>,
): Alike[] {
  const distances = new Map(candidates.map(({ assetId, look }) => [assetId, unlikeness(exemplar, look)]))
  const ids = new Set([...sure.keys(), ...distances.keys()])
  return [...ids]
    .map(
      (assetId): Alike => ({
        ...{ assetId, grade: sure.get(assetId) ?? 'alike', distance: distances.get(assetId) ?? 0 },
      }),
    )
    .filter(({ grade, distance }) => grade !== 'alike' || distance <= MOST_UNLIKE)
    .sort(
      (one, other) =>
        GRADES.indexOf(one.grade) - GRADES.indexOf(other.grade) ||
        one.distance - other.distance ||
        (one.assetId < other.assetId ? -1 : 1),
    )
    .slice(0, MOST_ALIKE)
}
