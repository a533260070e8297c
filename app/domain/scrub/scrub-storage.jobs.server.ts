import { originalKey } from '~/domain/assets/ingest.commands.server'
import { clearFindings, noteFinding, noteFindings } from '~/domain/assets/object-findings.commands.server'
import { isBroken } from '~/domain/assets/object-findings.queries.server'
import { forgetPicture } from '~/domain/comparisons/forget-picture.commands.server'
import { EMBEDDED_PREFIX } from '~/domain/embeds/embedded-form'
import { forgetEmbedded } from '~/domain/embeds/forget-embedded.commands.server'
import { SIZED_PREFIX } from '~/domain/presets/discard-sized.jobs.server'
import { forgetSized } from '~/domain/presets/forget-sized.commands.server'
import { remakeObject } from '~/domain/renditions/remake-object.commands.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { implementJob } from '~/platform/jobs'
import { log } from '~/platform/log.server'
import { enqueue } from '~/platform/queue.server'
import { type Storage, StorageError } from '~/platform/storage'
import { scrubStorage } from './declared.jobs.server'
import { openPace, type Pace, problemOf } from './read-slowly.server'
import { isStillReferred, type ReferredObject, referredAfter, unreferred } from './referred-objects.queries.server'
import { ORPHAN_AFTER_HOURS, OURS } from './scrub'
import { advance, endScrub, noteOutage, type RunningScrub, scrubToRun } from './scrubs.commands.server'

export interface ScrubServices {
  db: Db
  storage: Storage
  env: { scrubBytesPerSecond: number }
  signal?: AbortSignal
}

/** Milliseconds after which a part ends, so that a worker is not kept from other jobs; a larger object takes longer. */
const PART_MS = 20_000
const BATCH = 100

export const scrubStorageJob = implementJob(scrubStorage, {
  run: async (_payload, services: ScrubServices) => {
    const scrub = await scrubToRun(services.db)
    if (!scrub) return
    const isOver = await part(services, scrub).catch(async (error: unknown) => {
      if (error instanceof StorageError) await noteOutage(services.db, scrub, error.outage ?? 'no_answer')
      throw error
    })
    if (!isOver) await inTransaction(services.db, (trx) => enqueue(trx, scrubStorage, {}))
  },
})

/** Runs a part of a scrub, from where the last one ended; returns whether the scrub is over. A repeated part changes nothing. */
async function part(services: ScrubServices, scrub: RunningScrub): Promise<boolean> {
  const until = performance.now() + PART_MS
  const pace = openPace(services.env.scrubBytesPerSecond)
  while (performance.now() < until) {
    services.signal?.throwIfAborted()
    if (scrub.phase === 'referred') await checkReferred(services, scrub, { pace, until })
    else if (await checkStored(services, scrub)) {
      await discardUnfinished(services)
      await endScrub(services.db, scrub)
      return true
    }
  }
  return false
}

async function checkReferred(
  services: ScrubServices,
  scrub: RunningScrub,
  { pace, until }: { pace: Pace; until: number },
): Promise<void> {
  const { db } = services
  const objects = await referredAfter(db, scrub.cursor, BATCH)
  for (const object of objects) {
    await check(services, object, pace)
    scrub.cursor = object.objectKey
    await advance(db, scrub, { objects: 1, bytes: object.byteSize })
    if (performance.now() >= until) return
  }
  if (objects.length === BATCH) return
  Object.assign(scrub, { phase: 'stored', cursor: '' })
  await advance(db, scrub)
}

async function check({ db, storage, signal }: ScrubServices, object: ReferredObject, pace: Pace): Promise<void> {
  const { objectKey, byteSize } = object
  const problem = await problemOf(storage, object, { pace, signal })
  if (!problem) return clearFindings(db, [objectKey])
  if (!(await isStillReferred(db, object))) return
  log.error({ objectKey, problem }, 'a stored object is not what it should be')
  await noteFinding(db, { objectKey, problem, byteSize })
  if (objectKey.startsWith('renditions/'))
    await remakeObject(db, objectKey, (sha256) => isBroken(db, originalKey(sha256)))
  else if (objectKey.startsWith('comparisons/')) await forgetPicture(db, objectKey)
  else if (objectKey.startsWith(SIZED_PREFIX)) await forgetSized(db, objectKey)
  else if (objectKey.startsWith(EMBEDDED_PREFIX)) await forgetEmbedded(db, objectKey)
}

const longAgo = () => new Date(Date.now() - ORPHAN_AFTER_HOURS * 3_600_000)

/** Listing what is unfinished is a right of its own on S3: a scrub ends without it. */
async function discardUnfinished({ storage }: ScrubServices): Promise<void> {
  try {
    const files = await storage.discardUnfinished(OURS, longAgo())
    if (files > 0) log.info({ files }, 'objects that were never stored whole have been discarded')
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    log.warn({ err: error }, 'objects that were never stored whole could not be discarded')
  }
}

/** Looks for objects that nothing refers to; returns whether the list has ended. */
async function checkStored({ db, storage }: ScrubServices, scrub: RunningScrub): Promise<boolean> {
  const { objects, next } = await storage.list(scrub.cursor)
  const before = longAgo()
  const old = objects.filter(({ key, changedAt }) => OURS.test(key) && changedAt < before)
  const orphans = new Set(
    await unreferred(
      db,
      old.map(({ key }) => key),
    ),
  )
  const found = old.filter(({ key }) => orphans.has(key))
  await noteFindings(
    db,
    found.map(({ key, size }) => ({ objectKey: key, problem: 'orphaned', byteSize: size })),
  )
  if (next === undefined) return true
  scrub.cursor = next
  await advance(db, scrub)
  return false
}
