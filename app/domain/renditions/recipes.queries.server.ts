import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Rights } from '~/domain/rights/rights'
import type { Db } from '~/platform/db.server'
import { CLEANED_TYPES, isCleaned } from '~/platform/images/clean/cleaned-types'
import { RECIPE_HASHES, type RenditionPreset } from '~/platform/images/preset-recipes'
import { PRESET_NAMES } from '~/platform/images/preset-uses'

export type Credited = Pick<Rights, 'creator' | 'copyrightNotice' | 'creditLine'>

/** A version with all that its renditions are made of. */
export interface Source extends Credited {
  versionId: string
  sha256: string
  mediaType: string
  extension: string
  kind: string
  unpreviewableReason: string | null
}

/**
 * What the bytes of a version's rendition depend on beside its original. It is part of the object's key, so another recipe
 * or credit never overwrites bytes that are being sent.
 */
export const recipeOf = (preset: RenditionPreset, credit: Credited): string =>
  preset === 'clean' ? RECIPE_HASHES.clean : `${RECIPE_HASHES[preset]}-${creditHash(credit)}`

/** The renditions that a version has when nothing is missing: pictures always, the clean form where there is a cleaner. */
export const wantedOf = (source: Pick<Source, 'mediaType'>): RenditionPreset[] =>
  isCleaned(source.mediaType) ? [...PRESET_NAMES, 'clean'] : PRESET_NAMES

const UNIT = '\u001f'

/** Eight digits that tell credits apart; `creditHashSql` is its twin. */
export const creditHash = ({ creator, copyrightNotice, creditLine }: Credited): string =>
  createHash('md5')
    .update([creator, copyrightNotice, creditLine].map((text) => text ?? '').join(UNIT))
    .digest('hex')
    .slice(0, 8)

const creditHashSql = sql<string>`left(md5(coalesce(rights.creator, '') || ${UNIT} ||
  coalesce(rights.copyright_notice, '') || ${UNIT} || coalesce(rights.credit_line, '')), 8)`

/** Whether a version (`version`, with the `rights` of its asset) lacks a rendition or has one of another recipe or credit. */
export function lacksRenditions(): RawBuilder<boolean> {
  const wanted = Object.entries(RECIPE_HASHES).map(([preset, hash]) => sql`(${preset}::text, ${hash}::text)`)
  return sql<boolean>`exists (
    select 1 from (values ${sql.join(wanted)}) as wanted(preset, hash)
    left join rendition on rendition.version_id = version.id and rendition.preset = wanted.preset
    where (wanted.preset <> 'clean' or version.media_type in (${sql.join([...CLEANED_TYPES])}))
      and rendition.recipe is distinct from
        wanted.hash || case when wanted.preset = 'clean' then '' else '-' || ${creditHashSql} end)`
}

/** A version and the credit of its asset as they are now; undefined when it is gone. */
export const findSource = (db: Db, versionId: string): Promise<Source | undefined> =>
  db
    .selectFrom('assetVersion as version')
    .leftJoin('assetRights as rights', 'rights.assetId', 'version.assetId')
    .where('version.id', '=', versionId)
    .select(['version.id as versionId', 'version.sha256', 'version.mediaType', 'version.extension', 'version.kind'])
    .select(['version.unpreviewableReason', 'rights.creator', 'rights.copyrightNotice', 'rights.creditLine'])
    .executeTakeFirst()
