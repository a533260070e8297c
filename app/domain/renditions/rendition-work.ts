import type { Db } from '~/platform/db.server'
import type { Kind } from '~/platform/files/kinds'
import type { Sniffed } from '~/platform/files/sniff.server'
import type { Credit } from '~/platform/images/credit'
import { familyOf, MEDIA_OF, PICTURES_OF } from '~/platform/images/families'
import type { RenditionPreset } from '~/platform/images/preset-recipes'
import type { MediaPresetName, PresetName } from '~/platform/images/presets'
import type { Interruptible } from '~/platform/jobs'
import type { Storage } from '~/platform/storage'
import { recipeOf, type Source } from './recipes.queries.server'

/** One version whose renditions are being made. */
export interface RenditionWork extends Interruptible {
  db: Db
  storage: Storage
  source: Source
  /** The original, or a copy of it. */
  localPath: string
  /** An empty folder for what is made. */
  outDir: string
}

/** Returns the object key of a rendition: equal for equal version, recipe and credit, so that making it is idempotent. */
export const renditionKey = (source: Source, preset: RenditionPreset, extension: string): string =>
  `renditions/${source.versionId}/${preset}-${recipeOf(preset, source)}.${extension}`

/** Whether a rendition of this version is drawn by our decoder. */
export const isPicture =
  ({ kind }: Pick<Source, 'kind'>) =>
  (preset: RenditionPreset): preset is PresetName => {
    const family = familyOf(kind)
    return family !== undefined && (PICTURES_OF[family] as readonly RenditionPreset[]).includes(preset)
  }

/** Whether a rendition of this version is a film, sound, document or contents. */
export const isMedia =
  ({ kind }: Pick<Source, 'kind'>) =>
  (preset: RenditionPreset): preset is PresetName | MediaPresetName => {
    const family = familyOf(kind)
    return family !== undefined && (MEDIA_OF[family] as readonly RenditionPreset[]).includes(preset)
  }

export const sniffedOf = ({ mediaType, extension, kind }: Source): Sniffed => ({
  ...{ mediaType, extension, kind: kind as Kind },
})

export const creditOf = ({ creator, copyrightNotice, creditLine }: Source): Credit => ({
  creator: creator ?? undefined,
  copyright: copyrightNotice ?? undefined,
  creditLine: creditLine ?? undefined,
})
