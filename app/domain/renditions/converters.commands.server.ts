import type { FoundConverter } from '~/platform/converters/found-programs.server'
import type { Isolation } from '~/platform/converters/isolation.server'
import { type Db, inTransaction } from '~/platform/db.server'

/** What a worker finds on its machine when it starts. */
export interface FoundConverters {
  converters: readonly FoundConverter[]
  isolation: Isolation
}

/**
 * Stores the converters that a worker found, and lets `refresh_renditions` make what was impossible without those that are
 * present now. Such a rendition stays `impossible` until it is made: a share that delivers the original because there is no
 * other form goes on doing so meanwhile. Returns the number of such renditions.
 */
export const storeConverters = (db: Db, { converters, isolation }: FoundConverters): Promise<number> =>
  inTransaction(db, async (trx) => {
    const seenAt = new Date()
    const names = converters.map(({ name }) => name)
    await trx.deleteFrom('converter').where('name', 'not in', names).execute()
    await trx
      .insertInto('converter')
      .values(converters.map((converter) => ({ ...converter, isolation, seenAt })))
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet((row) => ({
          isPresent: row.ref('excluded.isPresent'),
          version: row.ref('excluded.version'),
          isolation: row.ref('excluded.isolation'),
          seenAt: row.ref('excluded.seenAt'),
        })),
      )
      .execute()
    const present = converters.filter(({ isPresent }) => isPresent).map(({ name }) => `no_converter:${name}`)
    if (present.length === 0) return 0
    const { numUpdatedRows } = await trx
      .updateTable('rendition')
      .set({ recipe: null })
      .where('state', '=', 'impossible')
      .where('reason', 'in', present)
      .where('recipe', 'is not', null)
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
