import { sql } from 'kysely'
import { record } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { mayEditAssets } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { cleanCaptions } from '~/platform/captions/clean-captions'
import { type Db, inTransaction, type Tx } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { lockById } from '~/platform/lock.server'
import type { CaptionsKey } from './captions'
import { captionsMark } from './captions.queries.server'

/**
 * Sets the captions of a film in one language, from a WebVTT or SubRip file or its text. Throws `role.required`,
 * `asset.unknown`, `captions.not_a_film`, `asset.changed_meanwhile` when the captions are not those that were seen, and what
 * `cleanCaptions` throws.
 */
export async function setCaptions(db: Db, by: Person, key: CaptionsKey, source: string | Buffer): Promise<void> {
  requireEditor(by)
  const { vtt, cueCount } = cleanCaptions(source)
  await inTransaction(db, async (trx) => {
    await lockFilm(trx, key.assetId)
    await requireUnchanged(trx, key)
    const { assetId, locale } = key
    const values = { vtt, cueCount, createdBy: by.id, createdAt: sql<Date>`clock_timestamp()` }
    await trx
      .insertInto('assetCaption')
      .values({ assetId, locale, vtt, cueCount, createdBy: by.id })
      .onConflict((oc) => oc.columns(['assetId', 'locale']).doUpdateSet(values))
      .execute()
    await record(trx, actorOf(by), 'asset.captions_set', { kind: 'asset', id: assetId }, { locale, cues: cueCount })
  })
}

/**
 * Removes the captions of a film in one language. Throws `role.required`, `asset.unknown`, `captions.not_a_film`, and
 * `asset.changed_meanwhile` when the captions are not those that were seen.
 */
export async function removeCaptions(db: Db, by: Person, key: CaptionsKey): Promise<void> {
  requireEditor(by)
  await inTransaction(db, async (trx) => {
    const { assetId, locale } = key
    await lockFilm(trx, assetId)
    await requireUnchanged(trx, key)
    await trx.deleteFrom('assetCaption').where('assetId', '=', assetId).where('locale', '=', locale).execute()
    await record(trx, actorOf(by), 'asset.captions_removed', { kind: 'asset', id: assetId }, { locale })
  })
}

function requireEditor(by: Person): void {
  if (!mayEditAssets(by)) throw new DomainError('role.required', { role: 'editor' })
}

async function lockFilm(trx: Tx, assetId: string): Promise<void> {
  const asset = await lockById(trx.selectFrom('asset').select('kind').where('deletedAt', 'is', null), assetId)
  if (!asset) throw new DomainError('asset.unknown')
  if (asset.kind !== 'video') throw new DomainError('captions.not_a_film')
}

async function requireUnchanged(trx: Tx, { assetId, locale, seen }: CaptionsKey): Promise<void> {
  const found = await trx
    .selectFrom('assetCaption')
    .select(captionsMark.as('mark'))
    .where('assetId', '=', assetId)
    .where('locale', '=', locale)
    .executeTakeFirst()
  if ((found?.mark ?? null) !== seen) throw new DomainError('asset.changed_meanwhile')
}
