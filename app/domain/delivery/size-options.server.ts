import type { ViewScope } from '~/domain/access/access'
import { curates, decide } from '~/domain/access/decide'
import { sizedRecipe } from '~/domain/presets/preset-recipe.server'
import { presetsOfKind } from '~/domain/presets/presets.queries.server'
import { sizedRenditionsOf } from '~/domain/presets/sized-renditions.queries.server'
import { hasPages } from '~/platform/converters/readable-documents'
import { editedSize } from '~/platform/images/edit-geometry'
import { fitted, isFilmFormat, isPaged, isWrittenFormat, type PresetFormat } from '~/platform/images/preset-settings'
import { pickText } from '~/platform/language'
import type { WhichVersions } from './deliverables.queries.server'
import { canChoosePage } from './sized-delivery.server'
import { loadSizedFacts, mayHaveForm, type SizedFacts } from './sized-facts.queries.server'

/** A size and format that an asset can be downloaded in. */
export interface SizeOption {
  key: string
  name: string
  format: PresetFormat
  /** Pixels that it has or will have; null while they are not known. */
  width: number | null
  height: number | null
  colourSpace: 'srgb' | 'cmyk'
  dpi: number | null
  /** Null until it is made. */
  byteSize: number | null
  /** Whether a page of a document is chosen for it, or all of them. */
  hasPages: boolean
  /** Whether all that there is is the small picture that a program stored in its file. */
  isEmbedded: boolean
  /** Why this file has no such form, where that is known. */
  missing: Missing | null
}

/** Reasons of a file, which trying again does not change, as a `missing` text of `sizes`. */
const MISSING = ['no_text', 'empty', 'password', 'too_large'] as const
/** `unreadable`: of this type of file no program takes the text. */
export type Missing = (typeof MISSING)[number] | 'unreadable'

/** Returns the sizes that the viewer may download of a version now, in the order of the presets; empty when there are none. */
export async function sizeOptions(
  { db, viewer, now }: ViewScope,
  which: WhichVersions,
  locale: string,
): Promise<SizeOption[]> {
  const [asset] = await loadSizedFacts(db, viewer, which)
  if (!asset?.version.isConvertible) return []
  const { version } = asset
  if (which.kind === 'given' && !curates(viewer) && asset.approvedVersionId !== version.id) return []
  const presets = (await presetsOfKind(db, version.kind)).filter(
    ({ tier, settings }) => mayHaveForm(version, settings) && decide(viewer, tier, asset, now).allowed,
  )
  const recipes = presets.map(({ key, settings }) => sizedRecipe(key, settings, version))
  const rows = presets.length > 0 ? await sizedRenditionsOf(db, version.id, recipes) : []
  return presets.map(({ key, names, settings }, index) => {
    const known = rows.find(({ recipe }) => recipe === recipes[index])
    const row = known?.state === 'made' ? known : undefined
    const { format, colourSpace, dpi } = settings
    const size = row ?? expectedSize(version, settings)
    const isOfPage = isPaged(version.kind, format)
    return {
      ...{ hasPages: canChoosePage(version, settings), isEmbedded: isOfPage && !hasPages(version.extension) },
      missing: missingOf(version, format, known?.state === 'failed' ? known.reason : null),
      ...{ key, format, colourSpace, dpi, name: pickText(names, locale, 'en')?.value ?? key },
      ...{ width: size.width, height: size.height, byteSize: row?.byteSize ?? null },
    }
  })
}

function missingOf({ extension }: SizedFacts['version'], format: PresetFormat, failed: string | null): Missing | null {
  if (format === 'txt' && !hasPages(extension)) return 'unreadable'
  return MISSING.find((code) => failed === `convert_${code}`) ?? null
}

function expectedSize(
  { width, height, kind, edit }: SizedFacts['version'],
  settings: Parameters<typeof fitted>[0] & { format: PresetFormat },
): { width: number | null; height: number | null } {
  if (!width || !height || isWrittenFormat(settings.format)) return { width: null, height: null }
  const size = edit ? editedSize(edit, { width, height }) : { width, height }
  return fitted(settings, size, kind === 'vector' && !isFilmFormat(settings.format)).result
}
