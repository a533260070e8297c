import { sql } from 'kysely'
import type { Db, Tx } from '~/platform/db.server'
import { inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isFilmFormat, type PresetSettings } from '~/platform/images/preset-settings'
import { type EnqueueOptions, enqueue } from '~/platform/queue.server'
import { makeSizedJob } from './make-sized.jobs.server'

/** What is asked for: a rendition of a version by a recipe. */
export interface SizedWanted {
  versionId: string
  recipe: string
  /** Null for a size without a preset, which ends after seven days. */
  presetKey: string | null
  settings: PresetSettings
}

/** Days that a size without a preset is kept. */
const DAYS_KEPT = 7
/** Sizes without a preset that one person may ask for in an hour. */
const MOST_SIZES_AN_HOUR = 60
/** Seconds after which a rendition that failed may be tried again. */
const AGAIN_AFTER_SECONDS = 5

/**
 * Has a rendition made, unless it is made or being made: whoever asks at the same time, in whichever process, waits for the same
 * job, since only one of them inserts the row. `again` also tries one that failed. `by` is the person who asks for a size without
 * a preset. Throws `throttled` when that person has asked for many.
 */
export const askForSized = (
  db: Db,
  wanted: SizedWanted,
  { again = false, by }: { again?: boolean; by?: string } = {},
): Promise<void> => inTransaction(db, (trx) => askInTransaction(trx, wanted, { again, by }))

/** The same in a transaction, for the jobs that replace what earlier settings made. */
export async function askInTransaction(
  trx: Tx,
  { versionId, recipe, presetKey, settings }: SizedWanted,
  { again = false, by, ...options }: { again?: boolean; by?: string } & EnqueueOptions = {},
): Promise<void> {
  if (presetKey === null && by) await requireFew(trx, by)
  const isOver = sql<boolean>`(preset_rendition.expires_at < now()
    or (${again}::boolean and preset_rendition.state = 'failed'
      and preset_rendition.made_at < now() - make_interval(secs => ${AGAIN_AFTER_SECONDS})))`
  const fresh = {
    ...{ state: 'waiting' as const, reason: null, objectKey: null, sha256: null, crc32: null, byteSize: null },
    ...{ mediaType: null, width: null, height: null, madeAt: null, askedBy: by ?? null },
    askedAt: sql<Date>`now()`,
    expiresAt: presetKey === null ? sql<Date>`now() + make_interval(days => ${DAYS_KEPT})` : null,
  }
  const asked = await trx
    .insertInto('presetRendition')
    .values({ versionId, recipe, presetKey, settings: JSON.stringify(settings), ...fresh })
    .onConflict((oc) => oc.columns(['versionId', 'recipe']).doUpdateSet(fresh).where(isOver))
    .returning('recipe')
    .executeTakeFirst()
  if (asked) await enqueue(trx, makeSizedJob, { versionId, recipe, isFilm: isFilmFormat(settings.format) }, options)
}

async function requireFew(trx: Tx, by: string): Promise<void> {
  const { count } = await trx
    .selectFrom('presetRendition')
    .where('askedBy', '=', by)
    .where('presetKey', 'is', null)
    .where(sql<boolean>`asked_at > now() - interval '1 hour'`)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (count >= MOST_SIZES_AN_HOUR) throw new DomainError('throttled', { seconds: 600, count: 600 })
}
