import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { DomainError } from '~/platform/errors'

export interface Throttle {
  /** Counts one failure and throws `throttled` with the seconds to wait once the budget is used up. */
  fail(key: string): Promise<void>
  /** Throws `throttled` when the budget of any key is used up already. */
  check(key: string): Promise<void>
  forgive(key: string): Promise<void>
}

/** `points` failures per key in `seconds`, counted in PostgreSQL so that every process counts together. */
export function openThrottle(pool: pg.Pool, name: string, points: number, seconds: number): Throttle {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    blockDuration: seconds,
  })
  const refuse = (msBeforeNext: number) => new DomainError('throttled', { seconds: Math.ceil(msBeforeNext / 1000) })
  return {
    async fail(key) {
      try {
        await limiter.consume(key)
      } catch (refusal) {
        throw refusal instanceof RateLimiterRes ? refuse(refusal.msBeforeNext) : refusal
      }
    },
    async check(key) {
      const state = await limiter.get(key)
      if (state && state.remainingPoints <= 0 && state.msBeforeNext > 0) throw refuse(state.msBeforeNext)
    },
    async forgive(key) {
      await limiter.delete(key)
    },
  }
}
