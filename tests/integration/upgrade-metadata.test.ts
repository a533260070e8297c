import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LandedDatabase, openLandedDatabase } from '#tests/support/landed-database'

const id = (ending: string) => `019ab000-0000-7000-8000-0000000000${ending}`
const [RIDGE, LEAFLET] = [id('21'), id('23')]

let landed: LandedDatabase
beforeAll(async () => {
  landed = await openLandedDatabase({ portalId: id('51'), leafletId: LEAFLET })
})
afterAll(() => landed.database.close())

describe('a database of the first version, migrated to the newest schema,', () => {
  test('has every text, keyword and credit as a value of a field', async () => {
    const { rows } = await landed.database.pool.query(`select f.key, count(*)::int as n from metadata_value v
      join metadata_field f on f.id = v.field_id group by f.key`)
    const values = new Map<string, number>(rows.map(({ key, n }) => [key, n]))
    const texts = ['title', 'description', 'alt_text', 'usage_terms'].map((key) => values.get(key) ?? 0)
    expect(texts.reduce((sum, n) => sum + n, 0)).toBe(landed.before.get('asset_text'))
    const others = ['keywords', 'creator', 'credit_line', 'copyright_notice', 'licence_name', 'licence_url']
    expect(others.filter((key) => !values.get(key))).toEqual([])
    const { rows: counted } = await landed.database.pool.query(
      `select v.locale, v.text, v.status from metadata_value v where v.asset_id = $1 and v.field_id in (1, 5)
       order by v.field_id, v.locale, v.position`,
      [RIDGE],
    )
    expect(counted.map(({ locale, text, status }) => [locale, text, status])).toEqual([
      ['de', 'Der Grat im Herbst', 'approved'],
      ['en', 'The ridge in autumn', 'source'],
      ['es', 'La cresta', 'stale'],
      ['fr', 'La crête', 'draft'],
      ...['ridge', 'autumn'].map((word) => ['', word, 'source']),
    ])
  })
})
