import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Rights } from '~/domain/rights/rights'
import type { Db } from '~/platform/db.server'
import { CLEANED_TYPES, isCleaned } from '~/platform/images/clean/cleaned-types'
import { RECIPE_HASHES, type RenditionPreset } from '~/platform/images/preset-recipes'
import { PRESET_NAMES } from '~/platform/images/preset-uses'

export type Credited = Pick<Rights, 'creator' | 'copyrightNotice' | 'creditLine'>

/** A version with everything that determines its renditions. */
export interface Source extends Credited {
  versionId: string
  sha256: string
  mediaType: string
  extension: string
  kind: string
  unpreviewableReason: string | null
}

/**
 * Returns a hash of what the bytes of a rendition depend on besides the original. It is part of the object key, so that
 * another recipe or credit never overwrites bytes that are being sent.
 */
export const recipeOf = (preset: RenditionPreset, credit: Credited): string =>
  preset === 'clean' ? RECIPE_HASHES.clean : `${RECIPE_HASHES[preset]}-${creditHash(credit)}`

/** Returns the renditions that a version should have: pictures always, a clean original for types that can be cleaned. */
export const wantedOf = (source: Pick<Source, 'mediaType'>): RenditionPreset[] =>
  isCleaned(source.mediaType) ? [...PRESET_NAMES, 'clean'] : PRESET_NAMES

const UNIT = '\u001f'

/** Hash of a credit, eight hex digits; `creditHashSql` is the same in SQL. */
export const creditHash = ({ creator, copyrightNotice, creditLine }: Credited): string =>
  createHash('md5')
    .update([creator, copyrightNotice, creditLine].map((text) => text ?? '').join(UNIT))
    .digest('hex')
    .slice(0, 8)

const creditHashSql = sql<string>`left(md5(coalesce(rights.creator, '') || ${UNIT} ||
  coalesce(rights.copyright_notice, '') || ${UNIT} || coalesce(rights.credit_line, '')), 8)`

/** SQL on `version` and its asset's `rights`: whether it lacks a rendition or has one of another recipe or credit. */
export function lacksRenditions(): RawBuilder<boolean> {
  const wanted = Object.entries(RECIPE_HASHES).map(([preset, hash]) => sql`(${preset}::text, ${hash}::text)`)
  return sql<boolean>`exists (
    select 1 from (values ${sql.join(wanted)}) as wanted(preset, hash)
    left join rendition on rendition.version_id = version.id and rendition.preset = wanted.preset
    where (wanted.preset <> 'clean' or version.media_type in (${sql.join([...CLEANED_TYPES])}))
      and rendition.recipe is distinct from
        wanted.hash || case when wanted.preset = 'clean' then '' else '-' || ${creditHashSql} end)`
}

/** Returns a version and the current credit of its asset; undefined when it does not exist. */
export const findSource = (db: Db, versionId: string): Promise<Source | undefined> =>
  db
    .selectFrom('assetVersion as version')
    .leftJoin('assetRights as rights', 'rights.assetId', 'version.assetId')
    .where('version.id', '=', versionId)
    .select(['version.id as versionId', 'version.sha256', 'version.mediaType', 'version.extension', 'version.kind'])
    .select(['version.unpreviewableReason', 'rights.creator', 'rights.copyrightNotice', 'rights.creditLine'])
    .executeTakeFirst()
