import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { DomainError } from '~/platform/errors'

export interface Throttle {
  /**
   * Counts one attempt, before it is known whether it fails: were it counted afterwards, any number made at the same
   * moment would all find the budget untouched. Throws `throttled` with the seconds to wait once it is used up.
   */
  spend(key: string): Promise<void>
  /** Takes back what one attempt that succeeded has spent. */
  giveBack(key: string): Promise<void>
  /** Forgets every attempt. */
  forgive(key: string): Promise<void>
}

/** `points` attempts per key in `seconds`, counted in PostgreSQL so that every process counts together. */
export function openThrottle(pool: pg.Pool, name: string, points: number, seconds: number): Throttle {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
  })
  const refuse = (msBeforeNext: number) => {
    const seconds = Math.ceil(msBeforeNext / 1000)
    return new DomainError('throttled', { seconds, count: seconds })
  }
  return {
    async spend(key) {
      try {
        await limiter.consume(key)
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? refuse(refusal.msBeforeNext) : refusal
      }
    },
    async giveBack(key) {
      await limiter.reward(key)
    },
    async forgive(key) {
      await limiter.delete(key)
    },
  }
}
