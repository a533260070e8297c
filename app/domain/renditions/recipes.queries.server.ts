import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { editHashOf, editRecipeOf } from '~/domain/assets/current-edit.server'
import type { Credits } from '~/domain/metadata/built-in'
import { publicCreditRow } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'
import { CLEANED_TYPES, isCleaned } from '~/platform/images/clean/cleaned-types'
import { editHash } from '~/platform/images/edit-hash.server'
import type { EditRecipe } from '~/platform/images/edit-recipe'
import { CLEAN_HASH, type RenditionPreset, recipeHashesOf, WANTED } from '~/platform/images/preset-recipes'

export type Credited = Pick<Credits, 'creator' | 'copyrightNotice' | 'creditLine'>

/** How a version is edited; null when it never was. */
export interface Edited {
  edit: EditRecipe | null
}

/** A version with everything that determines its renditions. */
export interface Source extends Credited, Edited {
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
export const recipeOf = (preset: RenditionPreset, source: Credited & Edited & Pick<Source, 'kind'>): string =>
  preset === 'clean' ? CLEAN_HASH : `${recipeHashesOf(source.kind)[preset]}-${sourceHash(source)}`

/** Returns the hash of a credit and, of an edited picture, of its edit: everything that a rendition contains besides the file. */
export function sourceHash(source: Credited & Edited): string {
  const edited = editHash(source.edit)
  return edited ? `${creditHash(source)}-${edited}` : creditHash(source)
}

/** Returns the renditions that a version should have: those of its kind, and a clean original for types that can be cleaned. */
export const wantedOf = ({ kind, mediaType }: Pick<Source, 'kind' | 'mediaType'>): RenditionPreset[] => {
  const made = Object.keys(recipeHashesOf(kind)) as RenditionPreset[]
  return isCleaned(mediaType) ? [...made, 'clean'] : made
}

const UNIT = '\u001f'

/** Hash of a credit, eight hex digits; `creditHashSql` is the same in SQL. */
export const creditHash = ({ creator, copyrightNotice, creditLine }: Credited): string =>
  createHash('md5')
    .update([creator, copyrightNotice, creditLine].map((text) => text ?? '').join(UNIT))
    .digest('hex')
    .slice(0, 8)

const creditHashSql = sql<string>`left(md5(coalesce(credit.creator, '') || ${UNIT} ||
  coalesce(credit.copyright_notice, '') || ${UNIT} || coalesce(credit.credit_line, '')), 8)`

const editHashSql = sql<string>`coalesce('-' || nullif(${editHashOf(sql.ref('version.id'))}, ''), '')`

/** SQL on `version` and its asset's `credit`: whether it lacks a rendition or has one of another recipe, credit or edit. */
export function lacksRenditions(): RawBuilder<boolean> {
  const wanted = WANTED.map(({ kind, preset, hash }) => sql`(${kind}::text, ${preset}::text, ${hash}::text)`)
  return sql<boolean>`(exists (
    select 1 from (values ${sql.join(wanted)}) as wanted(kind, preset, hash)
    left join rendition on rendition.version_id = version.id and rendition.preset = wanted.preset
    where wanted.kind = version.kind and rendition.recipe is distinct from wanted.hash || '-' || ${creditHashSql} || ${editHashSql})
  or (version.media_type in (${sql.join([...CLEANED_TYPES])}) and not exists (
    select 1 from rendition where rendition.version_id = version.id and rendition.preset = 'clean'
      and rendition.recipe = ${CLEAN_HASH})))`
}

/** Returns a version with its edit and the current credit of its asset; undefined when it does not exist. */
export const findSource = (db: Db, versionId: string): Promise<Source | undefined> =>
  db
    .selectFrom('assetVersion as version')
    .innerJoinLateral(publicCreditRow('version.assetId').as('credit'), (join) => join.onTrue())
    .where('version.id', '=', versionId)
    .select(editRecipeOf(sql.ref('version.id')).as('edit'))
    .select(['version.id as versionId', 'version.sha256', 'version.mediaType', 'version.extension', 'version.kind'])
    .select(['version.unpreviewableReason', 'credit.creator', 'credit.copyrightNotice', 'credit.creditLine'])
    .executeTakeFirst()
