import type { ViewScope } from '~/domain/access/access'
import { curates, decide } from '~/domain/access/decide'
import { accessRefused, assetRefused } from '~/domain/access/disclosure'
import type { EmbeddedWanted } from '~/domain/embeds/embedded-form'
import { embeddedForms } from '~/domain/embeds/embedded-forms.queries.server'
import type { SizedWanted } from '~/domain/presets/ask-for-sized.commands.server'
import { pageOfRecipe, type SizedPage, sizedRecipe } from '~/domain/presets/preset-recipe.server'
import { findPreset } from '~/domain/presets/presets.queries.server'
import { type SizedRendition, sizedRenditionsOf } from '~/domain/presets/sized-renditions.queries.server'
import { madeObject } from '~/domain/renditions/made-rendition'
import { hasPages } from '~/platform/converters/readable-documents'
import type { TextRule } from '~/platform/embedding/text-rule'
import { DomainError } from '~/platform/errors'
import { isId } from '~/platform/ids.server'
import { MOST_PAGES } from '~/platform/images/most-pages'
import { isPaged, KINDS_OF_FILMS, KINDS_OF_PICTURES, type PresetSettings } from '~/platform/images/preset-settings'
import { type DeliverableFile, renditionName, type WhichVersions } from './deliverables.queries.server'
import { loadSizedFacts, mayHaveForm, type SizedFacts } from './sized-facts.queries.server'

/** What is asked for: what a preset makes, of a document of which page, or a size or part of a film without one. */
export type SizedAsk = { kind: 'preset'; key: string; page?: SizedPage } | { kind: 'custom'; settings: PresetSettings }

/** A rendition for a download that the viewer may have. */
export interface SizedState {
  wanted: SizedWanted
  /** Undefined until it is first asked for. */
  state: 'waiting' | 'made' | 'failed' | undefined
  /** Why it could not be made. */
  reason: string | null
  /** The file, when it is made. */
  file?: DeliverableFile
  /** What has to be asked for before it leaves: the form of it with the texts of the portal, share or preset. */
  texts?: EmbeddedWanted
}

/**
 * Decides whether the viewer may have a rendition for a download now, at the tier of its preset, and returns how far it is. A size
 * without a preset is for staff who may have the original, and so is a part of a film. Throws `access.refused`, `asset.unknown`, and `rendition.unknown` for
 * a preset that is not offered for this file or a file of which no pictures can be made; `rendition.damaged` for one that is not made and whose original is damaged.
 */
export async function findSized(scope: ViewScope, which: WhichVersions, ask: SizedAsk): Promise<SizedState> {
  const { db, viewer, now } = scope
  const isKnown = which.kind === 'given' ? isId(which.versionId) : which.assetIds.every(isId)
  const [asset] = isKnown ? await loadSizedFacts(db, viewer, which) : []
  if (!asset) throw new DomainError(which.kind === 'given' ? 'version.unknown' : 'asset.unknown')
  const preset = ask.kind === 'preset' ? await findPreset(db, ask.key) : undefined
  // Rights are decided first: whether a preset exists is told only to those who see the asset.
  const decision = decide(viewer, preset?.tier ?? 'original', asset, now)
  if (!decision.allowed) throw assetRefused(decision.reason, asset)
  if (which.kind === 'given' && !curates(viewer) && asset.approvedVersionId !== which.versionId)
    throw accessRefused('not_approved')
  const { kind } = asset.version
  const isOffered = preset
    ? preset.retiredAt === null && preset.kinds.includes(kind)
    : ask.kind === 'custom' && viewer.kind === 'staff' && kindsFor(ask.settings).includes(kind)
  const settings = ask.kind === 'custom' ? ask.settings : preset?.settings
  if (!isOffered || !settings || !mayHaveForm(asset.version, settings)) throw new DomainError('rendition.unknown')
  const presetKey = preset?.key ?? null
  const page = ask.kind === 'preset' && ask.page !== 1 ? ask.page : undefined
  if (page !== undefined && !canChoosePage(asset.version, settings)) throw new DomainError('rendition.unknown')
  if (typeof page === 'number' && page > MOST_PAGES && viewer.kind !== 'staff')
    throw new DomainError('rendition.no_page')
  const recipe = sizedRecipe(presetKey, settings, { ...asset.version, page })
  const wanted = { versionId: asset.version.id, recipe, presetKey, settings }
  const [row] = await sizedRenditionsOf(db, asset.version.id, [recipe])
  if (row?.state !== 'made' && asset.version.isBroken) throw new DomainError('rendition.damaged')
  if (row?.state === 'made') return madeState(scope, wanted, sizedFile(asset, row, preset?.texts))
  return { wanted, state: row?.state, reason: row?.reason ?? null }
}

/** A rendition that is made leaves once the texts of the portal, share or preset are in it. */
async function madeState({ db, viewer }: ViewScope, wanted: SizedWanted, plain: DeliverableFile): Promise<SizedState> {
  const [form] = await embeddedForms(db, viewer, [plain])
  if (form?.state === 'ready') return { wanted, state: 'made', reason: null, file: form.file }
  if (form?.state !== 'waiting') return { wanted, state: 'failed', reason: 'internal' }
  return { wanted, state: 'waiting', reason: null, texts: form.isAsked ? undefined : form.wanted }
}

/** Kinds of files of which staff may ask for a size, or for a part. */
const kindsFor = ({ clip }: PresetSettings): readonly string[] => (clip ? KINDS_OF_FILMS : KINDS_OF_PICTURES)

/** What a form is, as the audit log and its own name have it. */
function namesOf({ presetKey, recipe, settings: { clip }, width, height }: SizedRendition): {
  rendition: string
  suffix: string
} {
  if (clip) return { rendition: 'clip', suffix: `clip-${clip.from / 1000}-${clip.to / 1000}s` }
  if (!presetKey) return { rendition: 'custom', suffix: `${width ?? 0}x${height ?? 0}` }
  const page = pageOfRecipe(recipe)
  const which = page === undefined ? '' : page === 'all' ? '-pages' : `-page-${page}`
  return { rendition: presetKey, suffix: presetKey + which }
}

/** Whether a page of a document can be chosen for a picture; of what no program lays out there is the preview in it alone. */
export const canChoosePage = (
  { kind, extension }: Pick<SizedFacts['version'], 'kind' | 'extension'>,
  { format }: Pick<PresetSettings, 'format'>,
): boolean => isPaged(kind, format) && hasPages(extension)

/** Returns the file of a rendition that is made, with what its preset says of texts; throws an Error for one that is not. */
export function sizedFile({ id, version }: SizedFacts, row: SizedRendition, texts?: TextRule): DeliverableFile {
  const bytes = madeObject(row)
  const { rendition, suffix } = namesOf(row)
  return {
    ...{ assetId: id, versionId: version.id, rendition, ...bytes, width: row.width, height: row.height },
    fileName: renditionName(version.fileName, version.extension, suffix, bytes.mediaType),
    approvedAt: version.approvedAt,
    ...(texts && { texts }),
  }
}
