import { parse } from 'node:querystring'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { describeAsset } from '~/domain/assets/asset-texts.commands.server'
import { AuditFilter } from '~/domain/audit/audit'
import { auditCsv } from '~/domain/audit/audit-csv'
import { record } from '~/domain/audit/audit-log.commands.server'
import { auditBatches, listAuditEvents } from '~/domain/audit/audit-log.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { retryRenditions } from '~/domain/renditions/retry-renditions.commands.server'
import { setRights } from '~/domain/rights/rights.commands.server'
import { inTransaction } from '~/platform/db.server'

let world: World
let asset: string
let versionId: string
beforeAll(async () => {
  world = await openWorld()
  ;({ assetId: asset, versionId } = await world.photo('draft'))
  await entitle('Beech wood after rain')
})
afterAll(() => world.close())

const entitle = (title: string) =>
  describeAsset(world.db, world.iker, asset, {
    ...{ title: { en: title }, description: {}, altText: {}, usageTerms: {}, keywords: [] },
  })
const list = (query = '') => listAuditEvents(world.db, AuditFilter.parse({ ...parse(query) }))
const nameOf = async (type: string) => (await list(`type=${type}`))[0]?.subjectName
/** Inserts an audit event without a name, as older versions wrote it, at the given instant. */
const oldLine = (subjectId: string, at = '2020-02-02T12:00:00Z', kind = 'asset') =>
  world.pool.query(
    `insert into audit_event (at, actor_kind, actor_name, type, subject_kind, subject_id)
      values ($1, 'person', 'Somebody', 'asset.rights_changed', $2, $3)`,
    [at, kind, subjectId],
  )

describe('an audit event', () => {
  test('of changed rights stores the title of the asset', async () => {
    await setRights(world.db, world.iker, asset, { embargoZone: 'UTC', expiresZone: 'UTC' })
    expect(await nameOf('asset.rights_changed')).toBe('Beech wood after rain')
    const { rows } = await world.pool.query(
      `select subject_name as name from audit_event where type = 'asset.rights_changed' and subject_id = $1
        order by id desc limit 1`,
      [asset],
    )
    expect(rows).toEqual([{ name: 'Beech wood after rain' }])
  })

  test('of a retried rendition stores the title of the asset', async () => {
    await world.pool.query(`insert into rendition (version_id, preset, state) values ($1, 'web', 'failed')`, [
      versionId,
    ])
    await retryRenditions(world.db, world.iker, asset)
    expect(await nameOf('rendition.retried')).toBe('Beech wood after rain')
  })

  test('keeps its stored title when the asset is renamed, and shows the current title when it stored none', async () => {
    await oldLine(asset)
    await entitle('Beech wood in fog')
    const names = (await list(`subject=${asset}&type=asset.rights_changed`)).map((line) => line.subjectName)
    // The last was written at ingest, under the title of that time.
    expect(names).toEqual(['Beech wood in fog', 'Beech wood after rain', 'photo 0'])
    await entitle('Beech wood after rain')
  })

  test('about a deleted subject or an invalid id has no name and causes no error', async () => {
    await oldLine('00000000-0000-7000-8000-000000000000', '2020-03-03T12:00:00Z')
    await oldLine('', '2020-03-03T12:00:00Z')
    await oldLine('------------------------------------', '2020-03-03T12:00:00Z', 'portal')
    const names = (await list('from=2020-03-03&to=2020-03-03')).map((line) => line.subjectName)
    expect(names).toEqual([null, null, null])
  })
})

describe('the filter of the audit log', () => {
  test('finds events by id and by part of a stored or looked-up name', async () => {
    await oldLine(asset, '2020-02-03T12:00:00Z')
    const found = await list('subject=WOOD AFTER&type=asset.rights_changed')
    expect(found.length).toBe(3)
    expect((await list(`subject=${asset}&type=asset.rights_changed`)).length).toBe(4)
    expect(await list('subject=nowhere')).toEqual([])
  })

  test('includes the first and the last day in UTC', async () => {
    for (const at of [
      '2021-05-01T23:59:59.999Z',
      '2021-05-02T00:00:00Z',
      '2021-05-03T23:59:59.999Z',
      '2021-05-04T00:00:00Z',
    ])
      await oldLine(asset, at)
    const days = async (query: string) => (await list(query)).map((line) => line.at.toISOString().slice(0, 19)).sort()
    expect(await days('from=2021-05-02&to=2021-05-03')).toEqual(['2021-05-02T00:00:00', '2021-05-03T23:59:59'])
    expect(await days('to=2021-05-01&from=2021-01-01')).toEqual(['2021-05-01T23:59:59'])
  })

  test.each(['before=1.5', 'before=-1', 'before=x', 'from=2021-02-30', 'to=yesterday', 'type=asset.eaten'])(
    'refuses %s',
    (query) => {
      expect(AuditFilter.safeParse({ ...parse(query) }).success).toBe(false)
    },
  )
})

describe('the exported audit log', () => {
  const exported = async (query = '', batch = 3) => {
    let csv = ''
    for await (const piece of auditCsv(auditBatches(world.db, AuditFilter.parse({ ...parse(query) }), batch)))
      csv += piece
    return csv
  }

  test('contains every matching event once, newest first, for every batch size', async () => {
    const all = (await list()).map((line) => String(line.id))
    for (const batch of [1, 3, all.length, 500]) {
      const csv = await exported('', batch)
      const ids = csv.split('\r\n').flatMap((line) => /^(\d+),/.exec(line)?.[1] ?? [])
      expect(ids).toEqual(all)
    }
    expect((await exported('type=rendition.retried')).trim().split('\r\n').length).toBe(2)
  })

  test('escapes formulas in names, notes and networks', async () => {
    const evil = '=HYPERLINK("http://evil.example";"x")'
    await inTransaction(world.db, (trx) =>
      record(
        trx,
        { ...actorOf(world.iker), name: `@${evil}`, network: '+1' },
        'asset.described',
        { kind: 'asset', id: asset, name: evil },
        { note: `a;${evil}` },
      ),
    )
    const line = (await exported('type=asset.described')).split('\r\n')[1]!
    expect(line).toContain(`"'=HYPERLINK(`)
    expect(line).toContain(`"'@=HYPERLINK(`)
    expect(line).toContain(`'+1`)
    expect(line).toContain(`a;'=HYPERLINK(`)
    expect((await exported()).codePointAt(0)).toBe(0xfeff)
  })
})
