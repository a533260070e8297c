import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database'
import { openDatabase, openPool } from '~/platform/db.server'
import { prepared } from '~/platform/prepared.server'

let database: Awaited<ReturnType<typeof testDatabase>>

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a statement marked as prepared is prepared once per connection for all parameters, others never', async () => {
  const pool = openPool(database.url, { max: 1 })
  const db = openDatabase(pool)
  const people = (name: string) => db.selectFrom('person').modifyFront(prepared).select('id').where('name', '=', name)
  for (const name of ['Ane', 'Mikel', "O'Hara"]) await people(name).execute()
  await db.selectFrom('person').select('id').where('email', '=', 'a@b.example').execute()
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)
  expect(rows).toEqual([{ statement: people('Ane').compile().sql }])
  await pool.end()
})

test('a prepared statement works after an execution that failed', async () => {
  const pool = openPool(database.url, { max: 1 })
  const db = openDatabase(pool)
  const divide = (by: number) => sql<{ part: number }>`select ${prepared} 1 / ${by}::int as part`.execute(db)
  await expect(divide(0)).rejects.toThrow('division by zero')
  expect((await divide(1)).rows).toEqual([{ part: 1 }])
  await pool.end()
})
