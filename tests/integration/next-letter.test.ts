import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database'
import { nextAt, valuesOf } from '~/domain/saved/next-at.server'
import type { Cadence } from '~/domain/saved/subscription'

const { db, close } = await testDatabase()
afterAll(close)

test.each<[string, Cadence, number, string, string, string?]>([
  ['daily before the change of clock', 'daily', 8, '2026-03-28T09:00Z', '2026-03-29T06:00:00.000Z'],
  ['daily on a day of winter', 'daily', 8, '2026-01-10T03:00Z', '2026-01-10T07:00:00.000Z'],
  ['an hour that the clock skips', 'daily', 2, '2026-03-28T12:00Z', '2026-03-29T01:00:00.000Z'],
  ['the day after that', 'daily', 2, '2026-03-29T01:00:01Z', '2026-03-30T00:00:00.000Z'],
  ['an hour that comes twice', 'daily', 2, '2026-10-24T12:00Z', '2026-10-25T01:00:00.000Z'],
  ['seen between both', 'daily', 2, '2026-10-25T00:30Z', '2026-10-25T01:00:00.000Z'],
  ['the day after both', 'daily', 2, '2026-10-25T01:00:00Z', '2026-10-26T01:00:00.000Z'],
  ['weekly, across the change', 'weekly', 8, '2026-10-20T12:00Z', '2026-10-26T07:00:00.000Z'],
  ['weekly, on the day before the hour', 'weekly', 8, '2026-10-26T06:59Z', '2026-10-26T07:00:00.000Z'],
  ['weekly, at the hour', 'weekly', 8, '2026-10-26T07:00Z', '2026-11-02T07:00:00.000Z'],
  ['a midnight that the clock skips', 'daily', 0, '2026-03-07T12:00Z', '2026-03-08T05:00:00.000Z', 'America/Havana'],
  ['the day after that midnight', 'daily', 0, '2026-03-08T05:00:00Z', '2026-03-09T04:00:00.000Z', 'America/Havana'],
  ['a change of half an hour', 'daily', 2, '2026-10-03T02:00Z', '2026-10-03T15:30:00.000Z', 'Australia/Lord_Howe'],
  ['ahead of UTC by a day', 'weekly', 8, '2026-11-30T00:00Z', '2026-12-06T18:00:00.000Z', 'Pacific/Kiritimati'],
  ['a day that the zone skipped', 'daily', 8, '2011-12-29T18:00:01Z', '2011-12-30T18:00:00.000Z', 'Pacific/Apia'],
  ['at once', 'instant', 8, '2026-10-25T00:30Z', '2026-10-25T00:35:00.000Z'],
])(
  'the next letter is due by the clock of its reader: %s',
  async (_, cadence, hour, now, expected, zone = 'Europe/Madrid') => {
    const parts = valuesOf({ cadence, hour, weekday: 1, zone })
    const { rows } = await sql<{
      at: Date
    }>`select ${nextAt(parts, sql<Date>`${new Date(now)}::timestamptz`)} as at`.execute(db)
    expect(rows[0]?.at.toISOString()).toBe(expected)
  },
)
