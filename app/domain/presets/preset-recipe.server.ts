import { createHash } from 'node:crypto'
import { type Credited, type Edited, sourceHash } from '~/domain/renditions/recipes.queries.server'
import { focalHash } from '~/platform/images/edit-hash.server'
import type { PresetSettings } from '~/platform/images/preset-settings'

/** Changes when what comes out changes for a reason that settings do not show. */
const GENERATION = 2

/**
 * Returns the hash of the settings of a preset, 16 hex digits; of a size without a preset the key is null. Two presets of equal
 * settings have different hashes, so that each can be changed alone.
 */
export function settingsHash(key: string | null, settings: PresetSettings): string {
  const { format, width, height, fit, colourSpace, quality, background, dpi, clip } = settings
  const parts: unknown[] = [GENERATION, key, format, width, height, fit, colourSpace, quality, background, dpi]
  if (clip) parts.push('clip', clip.from, clip.to, clip.lines)
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

/** Which page of a document a rendition shows, from 1, or all of them; undefined for the first, and for other files. */
export type SizedPage = number | 'all' | undefined

/** What the bytes of a rendition depend on besides its original and settings: the credit in it, the edit, and the page. */
type SizedFrom = Credited & Edited & { page?: SizedPage }

/** Returns what the bytes of a rendition depend on besides the original: its settings, the credit in it, the edit, and the page. */
export const sizedRecipe = (key: string | null, settings: PresetSettings, from: SizedFrom): string =>
  `${settingsHash(key, settings)}-${sizedSourceHash(settings, from)}`

/** Returns the second part of a recipe, which differs for another credit, edit, page or, where sides are cut, focal point. */
export function sizedSourceHash({ fit }: PresetSettings, { page, ...source }: SizedFrom): string {
  const focal = fit === 'cover' ? focalHash(source.edit) : ''
  return [sourceHash(source), focal].filter(Boolean).join('-') + pageSuffix(page)
}

/** Returns the second part of a recipe as it was made. */
export const sourcePart = (recipe: string): string => recipe.slice(recipe.indexOf('-') + 1)

const pageSuffix = (page: SizedPage): string => (page === undefined || page === 1 ? '' : `-p${page}`)

/** Returns the page that a recipe names. */
export function pageOfRecipe(recipe: string): SizedPage {
  const [, page] = /-p(all|\d+)$/.exec(recipe) ?? []
  if (page === undefined || page === 'all') return page
  return Number(page)
}
