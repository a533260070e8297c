import type { Pool } from 'pg'
import { expect, vi } from 'vitest'

/** Waits until the end of every job is written, which may be after `runOnce` has resolved. */
export async function untilWritten(pool: Pool): Promise<void> {
  const locked = async (): Promise<number> => {
    const { rows } = await pool.query(
      'select count(*)::int as jobs from graphile_worker._private_jobs where locked_at is not null',
    )
    return rows[0].jobs
  }
  await vi.waitFor(async () => expect(await locked()).toBe(0), { timeout: 10_000, interval: 5 })
}
