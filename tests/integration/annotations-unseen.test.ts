import { afterAll, beforeAll, expect, test } from 'vitest'
import { openExhibition } from '#tests/support/bin-world'
import { openWorld, type World } from '#tests/support/world'
import { addAnnotation } from '~/domain/annotations/annotations.commands.server'
import { personAuthor } from '~/domain/annotations/author'
import { replyTo } from '~/domain/annotations/comments.commands.server'
import { exportRows } from '~/domain/spreadsheets/export-rows.queries.server'
import { dbNow } from '~/platform/db.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/**
 * Every row of what outsiders are shown or find, and of what is exported: all but the annotations, the audit log, the queue, and
 * notices of staff, who are told.
 */
async function everythingElse(): Promise<string> {
  const tables = await world.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
     and table_name !~ '^(annotation|notice|letter)' and table_name <> 'audit_event' order by 1`,
  )
  const rows: unknown[] = []
  for (const { name } of tables.rows)
    rows.push(name, (await world.pool.query(`select to_jsonb(t)::text as row from "${name}" t order by 1`)).rows)
  const { mara } = world
  const viewer = { kind: 'staff', personId: mara.id, name: mara.name, role: mara.role } as const
  for await (const row of exportRows({ db: world.db, viewer, now: await dbNow(world.db) }, {}, 'en')) rows.push(row)
  return JSON.stringify(rows)
}

test('annotations change nothing that visitors, links, exports and searches read', async () => {
  const { assetId } = await openExhibition(world, 'annotated')
  await world.runJobs()
  const { approvedVersionId: versionId } = await world.db
    .selectFrom('asset')
    .where('id', '=', assetId)
    .select('approvedVersionId')
    .executeTakeFirstOrThrow()
  const before = await everythingElse()
  const author = personAuthor(world.mara)
  const place = { kind: 'point', page: null, x: 0.5, y: 0.5 } as const
  await addAnnotation(world.db, author, assetId, { versionId: versionId ?? '', place, text: 'Xylograph, @Iker' })
  await replyTo(world.db, author, assetId, { number: 1, text: 'Xylograph' })
  await world.runJobs()
  const after = await everythingElse()
  expect(after).not.toContain('ylograph')
  expect(after).toBe(before)
})
