import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { indexChanges } from '~/domain/search/index-assets.commands.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const texts = (title: Record<string, string>, keywords: string[] = []) => ({
  ...{ title, altText: { en: 'A picture' }, description: {}, usageTerms: {}, keywords },
})
const index = () => indexChanges({ db: world.db, storage: world.storage })

async function documentsOf(assetId: string) {
  const { rows } = await sql<{ isPublic: boolean; versionId: string; lexemes: string[]; facets: string[] }>`
    select is_public as "isPublic", version_id as "versionId", tsvector_to_array(lexemes) as lexemes,
      array(select field || ':' || value from search_token t where t.id = any(tokens)) as facets
    from search_document where asset_id = ${assetId} order by is_public`.execute(world.db)
  return rows
}
const frequencyOf = async (word: string) =>
  (await world.db.selectFrom('searchWord').where('word', '=', word).select('frequency').executeTakeFirst())
    ?.frequency ?? 0

describe('the documents of an asset', () => {
  test('have stems of each language beside folded words, parts of codes, and facets', async () => {
    const { assetId } = await world.photo('draft', { fileName: 'SKU-12_34.jpg' })
    await describeAsset(
      world.db,
      world.iker,
      assetId,
      texts({ en: 'Lighthouses', es: 'Faros de España', eu: 'Itsasargia', ar: 'المَنارة' }, ['Costa Brava']),
    )
    await index()
    const [inside, ...others] = await documentsOf(assetId)
    expect(others).toEqual([])
    for (const word of [
      'lighthouses',
      'lighthous',
      'far',
      'faros',
      'espana',
      'itsasargia',

      'المنارة',
      'منار',
      'sku',
      '12',
      '34',
      '1234',
      'sku1234',
      'costa',
      'brava',
    ])
      expect(inside?.lexemes, word).toContain(word)
    for (const facet of ['keyword:Costa Brava', 'kind:photo', 'format:jpg', 'orientation:landscape', 'creator:Iker'])
      expect(inside?.facets, facet).toContain(facet)
  })

  test('are one for staff and one for outsiders, who find neither drafts of texts nor other names', async () => {
    const bytes = await world.jpeg()
    const { assetId, versionId } = await world.photo('approved', { bytes, fileName: 'public-name.jpg' })
    await world.takeInBytes(bytes, 'secretname.jpg', { relativePath: 'secretfolder/secretname.jpg' })
    await describeAsset(world.db, world.iker, assetId, texts({ en: 'Known', es: 'Desconocido' }))
    await sql`update metadata_value set status = 'draft' where asset_id = ${assetId} and locale = 'es'`.execute(
      world.db,
    )
    await index()
    const [inside, outside] = await documentsOf(assetId)
    expect(outside).toMatchObject({ isPublic: true, versionId })
    for (const word of ['secretname', 'secretfolder', 'desconocido']) {
      expect(inside?.lexemes, word).toContain(word)
      expect(outside?.lexemes, word).not.toContain(word)
    }
    for (const word of ['known', 'public']) expect(outside?.lexemes, word).toContain(word)
    await transition(world.db, world.mara, assetId, { versionId, transition: 'withdraw' })
    await index()
    expect((await documentsOf(assetId)).map(({ isPublic }) => isPublic)).toEqual([false])
  })

  test('have the names and synonyms of terms in every language, and follow them', async () => {
    const { assetId } = await world.photo('approved')
    const { rows } = await sql<{
      id: number
    }>`with made as (insert into vocabulary (key, labels) values ('place', '{"en":"Place"}') returning id),
      field as (insert into metadata_field (key, type, group_id, is_public, vocabulary_id) select 'place', 'term', 1, true, id from made)
      insert into vocabulary_term (vocabulary_id, labels, synonyms) select id, '{"en":"Seaside","eu":"Itsasertza"}', '{"es":["litoral"]}'
        from made returning id`.execute(world.db)
    await sql`insert into metadata_value (asset_id, field_id, term_id)
      select ${assetId}, id, ${rows[0]?.id} from metadata_field where key = 'place'`.execute(world.db)
    await index()
    for (const { lexemes } of await documentsOf(assetId))
      for (const word of ['seaside', 'itsasertza', 'litoral']) expect(lexemes, word).toContain(word)
    await sql`update vocabulary_term set labels = '{"en":"Shore"}'`.execute(world.db)
    await index()
    for (const { lexemes } of await documentsOf(assetId)) {
      expect(lexemes).toContain('shore')
      expect(lexemes).not.toContain('seaside')
    }
  })

  test('follow what is saved by one job for each transaction, and words are counted once for each asset', async () => {
    await world.runJobs()
    const { assetId } = await world.photo('approved')
    const other = await world.photo('draft')
    await describeAsset(world.db, world.iker, assetId, texts({ en: 'Zanzibar' }))
    await describeAsset(world.db, world.iker, other.assetId, texts({ en: 'Zanzibar Zanzibar' }))
    expect((await world.queued('index_assets')).length).toBeGreaterThan(1)
    await world.runJobs()
    expect(await world.queued('index_assets')).toEqual([])
    expect(await frequencyOf('zanzibar')).toBe(2)
    await describeAsset(world.db, world.iker, assetId, texts({ en: 'Pemba' }))
    await setRights(world.db, world.iker, assetId, { creator: 'Zuriñe', embargoZone: 'UTC', expiresZone: 'UTC' })
    expect(await world.queued('index_assets')).toHaveLength(2)
    await world.runJobs()
    expect([await frequencyOf('zanzibar'), await frequencyOf('pemba'), await frequencyOf('zurine')]).toEqual([1, 1, 1])
    await sql`update asset_version set note = 'x'`.execute(world.db)
    await sql`update asset_rights set expires_at = null`.execute(world.db)
    expect(await world.queued('index_assets')).toEqual([])
  })

  test('are made in parts where they are missing, and are gone with their asset', async () => {
    await index()
    const count = async () =>
      Number((await sql<{ n: number }>`select count(*)::int as n from search_document`.execute(world.db)).rows[0]?.n)
    const all = await count()
    expect(all).toBeGreaterThan(4)
    await sql`delete from search_document`.execute(world.db)
    await sql`delete from search_word`.execute(world.db)
    await sql`delete from search_change`.execute(world.db)
    await sql`select graphile_worker.add_job('fill_index', '{}')`.execute(world.db)
    await world.runJobs()
    expect(await count()).toBe(all)
    const { assetId } = await world.photo('draft', { fileName: 'quagga.jpg' })
    await index()
    expect(await frequencyOf('quagga')).toBe(1)
    await sql`delete from asset where id = ${assetId}`.execute(world.db)
    await index()
    expect(await documentsOf(assetId)).toEqual([])
    expect(await frequencyOf('quagga')).toBe(0)
  })
})
