import { createHash } from 'node:crypto'
import { changesPixels, type EditRecipe, focalPointOfResult } from './edit-recipe'

/** Changes when the same recipe gives other pixels. */
const GENERATION = 1

const hashOf = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8)

/** Returns the hash of what a recipe does to pixels, eight hex digits; empty when it does nothing. */
export function editHash(recipe: EditRecipe | null): string {
  if (!recipe || !changesPixels(recipe)) return ''
  const { turns, straighten, crop, levels } = recipe
  const box = crop && [crop.left, crop.top, crop.width, crop.height]
  return hashOf([GENERATION, turns, straighten, box, levels && [levels.black, levels.white, levels.gamma]])
}

/** Returns the hash of where a focal point lies in the edited picture; empty when there is none. */
export function focalHash(recipe: EditRecipe | null): string {
  const point = recipe && focalPointOfResult(recipe)
  return point ? hashOf([point.x, point.y]) : ''
}
