import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { assetTextsWith } from '~/domain/assets/asset'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { assetDetails } from '~/domain/delivery/public-assets.queries.server'
import { creditsOf } from '~/domain/kits/kit-credits.queries.server'
import { creditsCsv } from '~/domain/kits/kit-documents'
import { fieldsOfAsset } from '~/domain/metadata/fields.queries.server'
import { staffFields } from '~/domain/metadata/staff-fields.queries.server'
import { loadReadiness } from '~/domain/review/readiness.queries.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await world.pool.query(`insert into metadata_field
    (key, type, group_id, position, labels, is_localizable, is_public, is_required_for_approval, kinds) values
    ('story', 'rich_text', 1, 10, '{"en": "Story", "eu": "Istorioa"}', true, true, false, null),
    ('edition', 'number', 1, 11, '{"en": "Edition"}', false, true, false, null),
    ('shot_on', 'date', 1, 12, '{}', false, true, false, '{photo}'),
    ('cleared', 'boolean', 2, 10, '{"en": "Cleared"}', false, false, true, '{photo}'),
    ('running_time', 'number', 1, 13, '{}', false, true, false, '{video}')`)
})
afterAll(() => world.close())

const texts = (title: string) => ({
  ...{ title: { en: title }, altText: { en: 'A plain picture' }, description: {}, usageTerms: {}, keywords: [] },
})
const GIVEN = { story: { en: '**Snow** on it', eu: 'Elurra' }, edition: '2,5', shot_on: '2026-02-28', cleared: 'yes' }

describe('fields of the brand', () => {
  test('are those of the kind of the asset', async () => {
    const { assetId } = await world.photo('draft')
    const keys = (await fieldsOfAsset(world.db, assetId)).filter(({ isBuiltIn }) => !isBuiltIn).map(({ key }) => key)
    expect(keys).toEqual(['story', 'edition', 'shot_on', 'cleared'])
  })

  test('are written with the texts, and removed when they are empty', async () => {
    const { assetId } = await world.photo('draft')
    await describeAsset(world.db, world.iker, assetId, { ...texts('Ridge'), fields: GIVEN })
    expect(await staffFields(world.db, { assetId: assetId, kind: 'photo', locale: 'eu' })).toEqual([
      { key: 'story', label: 'Istorioa', values: [{ blocks: [{ paragraph: [{ text: 'Elurra' }] }], locale: 'eu' }] },
      { key: 'edition', label: 'Edition', values: [{ number: 2.5 }] },
      { key: 'shot_on', label: 'shot_on', values: [{ day: '2026-02-28' }] },
      { key: 'cleared', label: 'Cleared', values: [{ flag: true }] },
    ])
    await describeAsset(world.db, world.iker, assetId, { ...texts('Ridge'), fields: { edition: '3' } })
    expect(
      (await staffFields(world.db, { assetId: assetId, kind: 'photo', locale: 'en' })).map(({ key }) => key),
    ).toEqual(['edition'])
  })

  test('stay as they are when only texts are written', async () => {
    const { assetId } = await world.photo('draft')
    await describeAsset(world.db, world.iker, assetId, { ...texts('Ridge'), fields: GIVEN })
    await describeAsset(world.db, world.iker, assetId, texts('Another'))
    expect(await staffFields(world.db, { assetId: assetId, kind: 'photo', locale: 'en' })).toHaveLength(4)
  })

  test('refuse what is no value of theirs, beside the field', async () => {
    const { assetId } = await world.photo('draft')
    const schema = assetTextsWith(await fieldsOfAsset(world.db, assetId))
    const form = { title: { en: 'Ridge' }, description: {}, altText: {}, usageTerms: {} }
    const { error } = schema.safeParse({ ...form, fields: { story: {}, edition: 'many', shot_on: '2026-02-30' } })
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['fields.edition', 'form.number'],
      ['fields.shot_on', 'form.date'],
    ])
    const wrong = describeAsset(world.db, world.iker, assetId, { ...texts('Ridge'), fields: { edition: 'many' } })
    await expect(wrong).rejects.toMatchObject({ code: 'form.invalid', facts: { field: 'fields.edition' } })
  })

  test('are public where the schema says so, and in the credits of a kit', async () => {
    const { assetId, versionId } = await world.photo('draft')
    await describeAsset(world.db, world.iker, assetId, { ...texts('Ridge'), fields: GIVEN })
    const { fields } = await assetDetails(world.db, { versionId }, 'en')
    expect(fields.map(({ key }) => key)).toEqual(['story', 'edition', 'shot_on'])
    const plain = (await world.photo('draft')).assetId
    const file = (id: string) => ({ assetId: id, fileName: `${id}.jpg` }) as never
    const csv = creditsCsv((await creditsOf(world.db, [assetId, plain], 'en'))([file(assetId), file(plain)]))
    const [header, first, second] = csv.split('\r\n')
    expect(header).toMatch(/,expires_at,story,edition,shot_on$/)
    expect(first).toMatch(/,Snow on it,2\.5,2026-02-28$/)
    expect(second).toMatch(/,,,$/)
  })

  test('that are needed keep a file from review until they have a value', async () => {
    const { assetId } = await world.photo('draft')
    const missing = async () => (await loadReadiness(world.db, [assetId])).get(assetId)?.missing
    expect(await missing()).toEqual(['field:cleared'])
    await describeAsset(world.db, world.iker, assetId, { ...texts('Ridge'), fields: { cleared: 'no' } })
    expect(await missing()).toEqual([])
  })
})
