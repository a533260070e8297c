import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { addToCollection, createCollection } from '~/domain/collections/collections.commands.server'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { isMissing, type Need, needsNamed, portalNeeds } from '~/domain/metadata/completeness'
import { describedAssets, loadNeeds } from '~/domain/metadata/completeness.queries.server'
import { lacks, lacksAny } from '~/domain/metadata/completeness.server'
import { listFields } from '~/domain/metadata/fields.queries.server'
import { parseQuery } from '~/domain/search/query/parse'
import { searchAssets } from '~/domain/search/search-assets.queries.server'
import { dbNow } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'

let world: World
/** Ids of enumerated cases: kinds, languages and values of two fields. */
const ids: string[] = []
const SAID: [fieldId: number, locale: string, status?: string][][] = [
  [],
  [[FIELD_ID.title, 'en']],
  [[FIELD_ID.title, 'eu']],
  [
    [FIELD_ID.title, 'en'],
    [FIELD_ID.title, 'eu', 'draft'],
  ],
  [
    [FIELD_ID.title, 'en'],
    [FIELD_ID.title, 'eu', 'stale'],
  ],
]
const MORE: [fieldId: number, locale: string, status?: string][][] = [
  [],
  [[FIELD_ID.alt_text, 'en']],
  [[FIELD_ID.alt_text, 'eu', 'draft']],
  [[FIELD_ID.creator, '']],
  [[FIELD_ID.credit_line, '']],
  [
    [FIELD_ID.alt_text, 'eu'],
    [FIELD_ID.credit_line, ''],
  ],
  [
    [FIELD_ID.description, 'en'],
    [FIELD_ID.creator, ''],
  ],
]

beforeAll(async () => {
  world = await openWorld()
  const theme = { theme: '{}', themeCss: '', themeHash: '' }
  await world.db
    .insertInto('portal')
    .values({ id: newId(), slug: 'press', locales: ['en', 'eu'], ...theme })
    .execute()
  await world.pool.query(`insert into metadata_field (key, type, group_id, is_required_for_approval, is_localizable, is_public, kinds)
    values ('story', 'text', 1, true, true, true, '{photo}')`)
  const { assetId: model } = await world.photo('draft')
  for (const kind of ['photo', 'audio'])
    for (const source of ['en', 'eu'])
      for (const said of SAID) for (const more of MORE) await oneAsset(kind, source, [...said, ...more])
  await world.pool.query('delete from asset where id = $1', [model])

  async function oneAsset(kind: string, source: string, said: [number, string, string?][]) {
    const [id, version] = [newId(), newId()]
    await world.db.transaction().execute(async (trx) => {
      await sql`insert into asset (id, kind, source_locale, current_version_id) values (${id}, ${kind}, ${source}, ${version})`.execute(
        trx,
      )
      await sql`insert into asset_version (id, asset_id, number, sha256, file_name, extension, media_type, kind, extracted)
        select ${version}, ${id}, 1, v.sha256, 'a.jpg', v.extension, v.media_type, ${kind}, v.extracted
        from asset_version v where v.asset_id = ${model}`.execute(trx)
      for (const [fieldId, locale, status = 'source'] of said)
        await sql`insert into metadata_value (asset_id, field_id, locale, text, status)
          values (${id}, ${fieldId}, ${locale}, 'x', ${status})`.execute(trx)
    })
    ids.push(id)
  }
})
afterAll(() => world.close())

describe('completeness in SQL is that of the rule', () => {
  const found = async (condition: ReturnType<typeof lacks>) => {
    const { rows } = await sql<{ id: string }>`select id from asset where ${condition}`.execute(world.db)
    return rows.map(({ id }) => id).sort()
  }
  const byRule = async (needs: readonly Need[]) => {
    const described = await describedAssets(world.db, ids)
    return [...described].flatMap(([id, asset]) => (needs.some((need) => isMissing(need, asset)) ? [id] : [])).sort()
  }

  test('for each need of the schema, in each language, and of a portal', async () => {
    expect(ids).toHaveLength(2 * 2 * SAID.length * MORE.length)
    const fields = await listFields(world.db)
    const needs = [...(await loadNeeds(world.db)), ...portalNeeds(fields, ['en', 'eu', 'fr'])]
    expect(new Set(needs.map(({ name }) => name)).size).toBeGreaterThan(12)
    for (const need of needs) expect(await found(lacks(need)), need.name).toEqual(await byRule([need]))
  })

  test('for all of them, and for those by which an approval is refused', async () => {
    const needs = await loadNeeds(world.db)
    for (const name of ['anything', 'required', 'credit', 'description']) {
      const named = needsNamed(name, await listFields(world.db), needs)
      expect(await found(lacksAny(named)), name).toEqual(await byRule(named))
    }
    expect(await found(lacksAny([]))).toEqual([])
  })
})

describe('a search for what is missing', () => {
  const viewer = (role: 'viewer' | 'editor'): Viewer => ({ kind: 'staff', personId: world.iker.id, name: 'x', role })
  const find = async (q: string, who: Viewer = viewer('editor')) => {
    const scope = { db: world.db, viewer: who, now: await dbNow(world.db) }
    return (await searchAssets(scope, { query: parseQuery(q), size: 500 })).hits
  }

  test('finds what lacks it, and with not all others', async () => {
    const all = await find('')
    const lacking = await find('missing:credit')
    expect(lacking).toHaveLength(4 * SAID.length * 3)
    const others = await find('-missing:credit')
    expect([...lacking, ...others].sort()).toEqual([...all].sort())
    expect(await find('missing:nonsense')).toEqual([])
    expect((await find('missing:title.eu')).length).toBe(4 * MORE.length * 3)
  })

  test('finds nothing for those who see no unapproved files', async () => {
    for (const q of ['missing:credit', 'is:never_approved', 'incomplete:press'])
      expect(await find(q, viewer('viewer')), q).toEqual([])
  })

  test('finds for a portal what its collections have and its languages lack', async () => {
    const [id = ''] = await find('missing:title.eu -missing:title')
    expect(await find('incomplete:press')).toEqual([])
    const collection = await createCollection(world.db, world.mara, 'Press', 'en')
    await world.db.transaction().execute((trx) => addToCollection(trx, world.mara, collection, { assetIds: [id] }))
    await sql`insert into portal_collection (portal_id, collection_id, position)
      select p.id, ${collection}, 0 from portal p`.execute(world.db)
    expect(await find('incomplete:press')).toEqual([id])
    expect(await find('incomplete:other')).toEqual([])
  })

  test('finds what nobody approved, used for a year, or waits', async () => {
    await world.pool.query("update metadata_field set is_required_for_approval = false where key = 'story'")
    const { assetId } = await world.photo('approved')
    expect(await find('is:never_approved')).not.toContain(assetId)
    expect(await find('is:never_approved')).toHaveLength(ids.length)
    expect(await find('is:unused')).toEqual([])
    await sql`update asset set created_at = now() - interval '2 years' where id = ${assetId}`.execute(world.db)
    expect(await find('is:unused')).toEqual([assetId])
    const download = (at: string) =>
      sql`insert into download (asset_id, rendition, byte_size, at)
      values (${assetId}, 'web', 1, now() - ${at}::interval)`.execute(world.db)
    await download('13 months')
    expect(await find('is:unused')).toEqual([assetId])
    await download('11 months')
    expect(await find('is:unused')).toEqual([])
    expect(await find('is:pending')).toEqual([])
    await sql`insert into metadata_pending (asset_id, field_id) values (${assetId}, ${FIELD_ID.title})`.execute(
      world.db,
    )
    expect(await find('is:pending')).toEqual([assetId])
    await sql`update metadata_value set status = 'stale' where asset_id = ${assetId} and field_id = ${FIELD_ID.title}`.execute(
      world.db,
    )
    expect(await find('is:stale')).toContain(assetId)
  })
})
