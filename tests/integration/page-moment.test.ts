import pg from 'pg'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { forgetOldChanges, pageMoment } from '~/domain/portals/page-moment.server'

/** Tables no public page of a portal says anything of. A new table is told of by a trigger, or stands here with its why. */
const UNSEEN: Record<string, string> = {
  person: 'pages name no staff',
  session: 'who is signed in gets pages of their own',
  rate_limit: 'refuses before a page is made',
  failed_attempt: 'as rate_limit',
  audit_event: 'for admins',
  stored_object: 'written once, before the version that names it',
  review_step: 'for staff; what it leads to is written on the asset',
  upload: 'not yet in the house',
  share: 'has pages of its own, which are not kept',
  share_asset: 'as share',
  download: 'written when bytes leave, shown nowhere outside',
  house_change: 'is what tells',
  content_change: 'is what tells, scope by scope',
  portal_old_slug: 'leads to a page, and is shown on none',
  collection_old_slug: 'as portal_old_slug',
  kysely_migration: 'of the migrator',
  kysely_migration_lock: 'of the migrator',
}

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const mark = async () => (await pageMoment(world.db)).mark

describe('the mark of a moment', () => {
  test('stays as long as nothing is written, and after what no page shows', async () => {
    const before = await mark()
    await world.pool.query("insert into rate_limit (key, points, expire) values ('x', 1, 0)")
    expect(await mark()).toBe(before)
  })

  test('changes with every table of the house, save those named with a reason', async () => {
    const { rows } = await world.pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    )
    const silent: string[] = []
    for (const { name } of rows) {
      const before = await mark()
      await world.pool.query(`delete from "${name}" where false`)
      await world.pool.query(`update "${name}" set ${await anyColumn(name)} where false`)
      if ((await mark()) === before) silent.push(name)
    }
    expect(silent).toEqual(Object.keys(UNSEEN).sort())
  })

  test('changes once more when the slower of two writers comes to its end', async () => {
    const [slow, quick] = [await connect(), await connect()]
    await slow.query('begin')
    await slow.query("update asset set keywords = '{slow}'")
    await quick.query("update portal set contact_name = 'quick'")
    const between = await mark()
    await slow.query('commit')
    expect(await mark()).not.toBe(between)
  })

  test('does not change with what was taken back', async () => {
    const before = await mark()
    const client = await connect()
    await client.query('begin')
    await client.query("update asset set keywords = '{never}'")
    await client.query('rollback')
    expect(await mark()).toBe(before)
  })

  test('is another after old changes were forgotten, and no mark comes back', async () => {
    const seen = new Set<string>()
    for (let times = 0; times < 1100; times++) await world.pool.query('delete from portal where false')
    for (let times = 0; times < 20; times++) {
      expect(seen).not.toContain(await mark())
      seen.add(await mark())
      await forgetOldChanges(world.db)
      await world.pool.query('delete from portal where false')
    }
    const { rows } = await world.pool.query('select count(*)::int as kept from house_change')
    expect(rows[0].kept).toBeLessThanOrEqual(1001)
  })
})

test('a page is true until an embargo or a licence ends, a portal opens, or a minute is over', async () => {
  const { assetId } = await world.photo()
  const after = async (change: string, seconds: number) => {
    await world.pool.query(change, [assetId, seconds])
    const { now, until } = await pageMoment(world.db)
    return Math.round((+until - +now) / 1000)
  }
  const rights = (column: 'embargo_until' | 'expires_at') =>
    `insert into asset_rights (asset_id, ${column}) values ($1, now() + make_interval(secs => $2))
     on conflict (asset_id) do update
     set (embargo_until, expires_at) = row (excluded.embargo_until, excluded.expires_at)`
  expect(await after(rights('expires_at'), 3600)).toBe(60)
  expect(await after(rights('expires_at'), 30)).toBe(30)
  expect(await after(rights('embargo_until'), 20)).toBe(20)
  expect(await after(rights('embargo_until'), -20), 'what has ended turns no more').toBe(60)
  const portal = `insert into portal (id, slug, published_at, theme, theme_css, theme_hash)
    values ($1, 'soon', now() + make_interval(secs => $2), '{}', '', '')`
  expect(await after(portal, 10)).toBe(10)
})

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: world.url })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** An assignment that leaves a row of the table as it is. */
async function anyColumn(table: string): Promise<string> {
  const { rows } = await world.pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'NO' limit 1`,
    [table],
  )
  return rows[0] ? `"${rows[0].name}" = "${rows[0].name}"` : 'id = default'
}
