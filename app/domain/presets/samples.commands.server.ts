import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { limitAsks } from '~/domain/identity/asks-a-minute.server'
import type { Person } from '~/domain/identity/person'
import { type Db, inTransaction } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { newId } from '~/platform/ids.server'
import { isFilmFormat } from '~/platform/images/preset-settings'
import { enqueue } from '~/platform/queue.server'
import { makeSampleJob } from './make-sample.jobs.server'
import type { SampleAsk, SampledFile } from './sample'
import { findSample } from './samples.queries.server'

/** Samples that one person may ask for in a minute. */
const MOST_A_MINUTE = 20
const [WAIT_MS, LOOK_MS] = [45_000, 100]

/**
 * Samples settings on up to three files of the library and waits for the result, of which nothing is kept. Throws `throttled`
 * after twenty in a minute, `preset.no_sample` when it takes too long, `preset.film_sample` for films, except a GIF, which shows
 * seconds of one.
 */
export async function sampleSettings(db: Db, by: Person, ask: SampleAsk): Promise<SampledFile[]> {
  const { format } = ask.settings
  if (isFilmFormat(format) && format !== 'gif') throw new DomainError('preset.film_sample', { field: 'format' })
  const sampleId = await askForSample(db, by, ask)
  try {
    const deadline = performance.now() + WAIT_MS
    while (performance.now() < deadline) {
      await pause(LOOK_MS)
      const result = await findSample(db, sampleId, by.id)
      if (result === null) break
      if (result) return result
    }
    throw new DomainError('preset.no_sample')
  } finally {
    // The row is kept for the limit, without what it showed.
    await db.updateTable('presetSample').set({ result: '[]' }).where('id', '=', sampleId).execute()
  }
}

const askForSample = (db: Db, by: Person, { settings, kinds }: SampleAsk): Promise<string> =>
  inTransaction(db, async (trx) => {
    await limitAsks(trx, by, 'presetSample', MOST_A_MINUTE)
    const sampleId = newId()
    await trx
      .insertInto('presetSample')
      .values({
        ...{ id: sampleId, personId: by.id, settings: JSON.stringify(settings) },
        kinds: sql<string[]>`${[...kinds]}::text[]`,
      })
      .execute()
    await enqueue(trx, makeSampleJob, { sampleId })
    return sampleId
  })
