import { sql } from 'kysely'
import type { Db, Tx } from '~/platform/db.server'
import { inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { isFilmFormat, type PresetSettings } from '~/platform/images/preset-settings'
import { LATER } from '~/platform/jobs'
import { type EnqueueOptions, enqueue } from '~/platform/queue.server'
import { isMadeAtOnce } from './clip'
import { makeSizedJob } from './make-sized.jobs.server'
import { pageOfRecipe } from './preset-recipe.server'

/** What is asked for: a rendition of a version by a recipe. */
export interface SizedWanted {
  versionId: string
  recipe: string
  /** Null for a size without a preset, which ends after seven days. */
  presetKey: string | null
  settings: PresetSettings
}

/** Days that a size without a preset is kept, and the pages of a document after the first. */
const DAYS_KEPT = 7
/** Sizes without a preset that one person may ask for in an hour. */
const MOST_SIZES_AN_HOUR = 60
/** Seconds after which staff may try again a rendition that failed, and visitors and holders of links. */
const AGAIN_AFTER_SECONDS = { staff: 5, outside: 600 }
/** Renditions that visitors and holders of links may wait for, all of them together. */
const MOST_FROM_OUTSIDE = 2000
/** Pages of one document that they may wait for: each may have the whole document laid out anew. */
const MOST_PAGES_FROM_OUTSIDE = 10
/** Films and pages of documents that visitors and holders of links ask for are made after films of the library, which have priority 5. */
const SLOW_FROM_OUTSIDE = 6

/** Who asks, and how. */
export interface AskOptions {
  /** Also tries one that failed. */
  again?: boolean
  /** The person who asks. */
  by?: string
  /** Whether a visitor or the holder of a link asks. */
  isOutside?: boolean
}

/**
 * Has a rendition made, unless it is made or being made: whoever asks at the same time, in whichever process, waits for the same
 * job, since only one of them inserts the row. A job that was enqueued at a lower priority moves forward, because somebody waits
 * now. Throws `throttled` when that person has asked for many sizes without a preset, and when much, or many pages of one
 * document, is waited for from outside.
 */
export const askForSized = (db: Db, wanted: SizedWanted, options: AskOptions = {}): Promise<void> =>
  inTransaction(db, async (trx) => {
    const page = pageOfRecipe(wanted.recipe)
    const isSlow = isFilmFormat(wanted.settings.format) || page !== undefined
    const isSlowOutside = options.isOutside === true && isSlow
    const priority = isSlowOutside ? SLOW_FROM_OUTSIDE : makeSizedJob.priority
    const isNew = await askInTransaction(trx, wanted, { ...options, priority })
    if (isNew && options.isOutside && page !== undefined) await requireFewPages(trx, wanted.versionId)
    if (!isNew && !isSlowOutside) await moveForward(trx, wanted)
    if (isNew && options.isOutside && (await roomFromOutside(trx)) < 0)
      throw new DomainError('throttled', { seconds: 60, count: 60 })
  })

/**
 * The same in a transaction, for jobs that replace what earlier settings made, and for kits: moves no job forward and counts
 * nothing from outside. Returns whether a job is enqueued.
 */
export async function askInTransaction(
  trx: Tx,
  { versionId, recipe, presetKey, settings }: SizedWanted,
  { again = false, by, isOutside = false, ...options }: AskOptions & EnqueueOptions = {},
): Promise<boolean> {
  const page = pageOfRecipe(recipe)
  const againAfter = AGAIN_AFTER_SECONDS[isOutside ? 'outside' : 'staff']
  const isOver = sql<boolean>`(preset_rendition.expires_at < now()
    or (${again}::boolean and preset_rendition.state = 'failed'
      and preset_rendition.made_at < now() - make_interval(secs => ${againAfter})))`
  const fresh = {
    ...{ state: 'waiting' as const, reason: null, objectKey: null, sha256: null, crc32: null, byteSize: null },
    ...{ mediaType: null, width: null, height: null, madeAt: null, askedBy: by ?? null },
    askedAt: sql<Date>`now()`,
    expiresAt: presetKey === null || page !== undefined ? sql<Date>`now() + make_interval(days => ${DAYS_KEPT})` : null,
  }
  const asked = await trx
    .insertInto('presetRendition')
    .values({ versionId, recipe, presetKey, settings: JSON.stringify(settings), ...fresh })
    .onConflict((oc) => oc.columns(['versionId', 'recipe']).doUpdateSet(fresh).where(isOver))
    .returning('recipe')
    .executeTakeFirst()
  const isFilm = isFilmFormat(settings.format) && !(settings.clip && isMadeAtOnce(settings.clip))
  const queued = { isFilm, ...(settings.format === 'avif' && { isAvif: true }) }
  if (asked) await enqueue(trx, makeSizedJob, { versionId, recipe, ...queued }, options)
  // Only what is new counts: whoever waits looks again and again.
  if (asked && presetKey === null && by) await requireFew(trx, by)
  return asked !== undefined
}

/** Throws `throttled` when more pages of a document are waited for than may be from outside. */
async function requireFewPages(trx: Tx, versionId: string): Promise<void> {
  const waiting = await trx
    .selectFrom('presetRendition')
    .where('versionId', '=', versionId)
    .where('state', '=', 'waiting')
    .select('recipe')
    .execute()
  const pages = waiting.filter(({ recipe }) => pageOfRecipe(recipe) !== undefined)
  if (pages.length > MOST_PAGES_FROM_OUTSIDE) throw new DomainError('throttled', { seconds: 60, count: 60 })
}

/**
 * Returns how many more renditions may be waited for from outside; negative beyond the limit. What is made anew while nobody
 * waits for it is not counted.
 */
export async function roomFromOutside(trx: Tx): Promise<number> {
  const { count } = await trx
    .selectFrom('presetRendition')
    .where('state', '=', 'waiting')
    .where('askedBy', 'is', null)
    .where(
      sql<boolean>`exists (select 1 from graphile_worker.jobs job where job.priority < ${LATER}
        and job.key = 'sized:' || preset_rendition.version_id::text || ':' || preset_rendition.recipe)`,
    )
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return MOST_FROM_OUTSIDE - count
}

/** Lets a job that nobody has begun run before those that nobody waits for. */
async function moveForward(trx: Tx, { versionId, recipe }: SizedWanted): Promise<void> {
  const priority = makeSizedJob.priority ?? 0
  await sql`update graphile_worker._private_jobs set priority = ${priority}
    where key = ${`sized:${versionId}:${recipe}`} and locked_at is null and priority > ${priority}`.execute(trx)
}

async function requireFew(trx: Tx, by: string): Promise<void> {
  const { count } = await trx
    .selectFrom('presetRendition')
    .where('askedBy', '=', by)
    .where('presetKey', 'is', null)
    .where(sql<boolean>`asked_at > now() - interval '1 hour'`)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  if (count > MOST_SIZES_AN_HOUR) throw new DomainError('throttled', { seconds: 600, count: 600 })
}
