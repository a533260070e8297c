import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import type { Viewer } from '~/domain/access/access'
import { assetDetails, publicAssets } from '~/domain/delivery/public-assets.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { creditsOf } from '~/domain/kits/kit-credits.queries.server'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { creditChanges, keywordChange, textChanges, type ValueChange } from '~/domain/metadata/value'
import { setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { pendingChanges, pendingFields, returnedChanges } from '~/domain/metadata/withheld-values.queries.server'
import { findSource } from '~/domain/renditions/recipes.queries.server'
import { approveValues, returnValues, seenOf } from '~/domain/review/approve-values.commands.server'
import { transition } from '~/domain/review/review.commands.server'
import { countTextsWaiting, listTextsWaiting } from '~/domain/review/texts-to-review.queries.server'
import { findRights } from '~/domain/rights/rights.queries.server'
import { inTransaction } from '~/platform/db.server'

let world: World
let approved: { assetId: string; versionId: string }
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.pool.query('update metadata_field set allows_corrections = false')
  approved = await world.photo()
})

const set = (...changes: ValueChange[]) =>
  inTransaction(world.db, (trx) => setValues(trx, actorOf(world.iker), changes))
const title = (text: string, id = approved.assetId) => set(...textChanges(id, { title: { en: text } }))
const nerea = (): Viewer => ({ kind: 'staff', personId: world.nerea.id, name: 'Nerea', role: 'viewer' })
const titleOutside = async (id = approved.assetId) =>
  (await publicAssets({ db: world.db, viewer: nerea(), now: new Date() }, [id], 'en'))[0]?.title
const own = async (fieldId: number) =>
  (await valuesOf(world.db, [approved.assetId], { fields: [fieldId] })).get(approved.assetId)

describe('changes of an approved asset', () => {
  test('stay inside until they are approved, and staff see them at once', async () => {
    const before = await titleOutside()
    await title('Another title')
    await title('Yet another')
    expect(await own(FIELD_ID.title)).toMatchObject([{ text: 'Yet another' }])
    expect(await titleOutside()).toBe(before)
    expect(await pendingFields(world.db, approved.assetId)).toEqual(['title'])
    await expect(approveValues(world.db, world.iker, approved.assetId)).rejects.toMatchObject({ code: 'role.required' })
    await approveValues(world.db, world.mara, approved.assetId)
    expect(await titleOutside()).toBe('Yet another')
    const again = approveValues(world.db, world.mara, approved.assetId)
    await expect(again).rejects.toMatchObject({ code: 'review.not_waiting' })
  })

  test('show outsiders nothing where nothing was approved', async () => {
    await set(
      keywordChange(approved.assetId, ['secret launch']),
      ...textChanges(approved.assetId, { description: { en: 'New' } }),
    )
    const details = () => assetDetails(world.db, approved, 'en')
    expect(await details()).toMatchObject({ keywords: [], description: undefined })
    await approveValues(world.db, world.mara, approved.assetId)
    expect(await details()).toMatchObject({ keywords: ['secret launch'], description: { value: 'New' } })
  })

  test('keep the approved credit in files, pages and kits', async () => {
    await set(...creditChanges(approved.assetId, { creditLine: 'Somebody else', creator: null }))
    const file = { assetId: approved.assetId, fileName: 'a.jpg' } as never
    const outside = async () => {
      const [kit] = (await creditsOf(world.db, [approved.assetId], 'en'))([file])
      const [page, source] = [
        await assetDetails(world.db, approved, 'en'),
        await findSource(world.db, approved.versionId),
      ]
      return [kit, page, source].map((each) => [each?.creditLine, each?.creator])
    }
    expect(await outside()).toEqual(Array(3).fill(['Visit Mendialde', 'Iker']))
    expect(await findRights(world.db, approved.assetId)).toMatchObject({ creditLine: 'Somebody else', creator: null })
    await world.runJobs()
    await approveValues(world.db, world.mara, approved.assetId)
    expect(await outside()).toEqual(Array(3).fill(['Somebody else', null]))
    expect(await world.queued('renew_credit')).toEqual([{ assetId: approved.assetId }])
  })

  test('go out at once in fields that allow small corrections, and in those that nobody outside sees', async () => {
    await world.pool.query("update metadata_field set allows_corrections = true where key = 'title'")
    await title('Corrected')
    expect(await titleOutside()).toBe('Corrected')
    expect(await pendingFields(world.db, approved.assetId)).toEqual([])
  })

  test('go out when the next version is approved', async () => {
    await title('With the new version')
    const bytes = await world.jpeg()
    const taken = await world.takeInBytes(bytes, 'next.jpg', { targetAssetId: approved.assetId })
    const versionId = taken.outcome === 'taken' ? taken.versionId : ''
    await transition(world.db, world.iker, approved.assetId, { versionId, transition: 'submit' })
    expect(await titleOutside()).not.toBe('With the new version')
    await transition(world.db, world.mara, approved.assetId, { versionId, transition: 'approve', unseen: true })
    expect(await titleOutside()).toBe('With the new version')
  })

  test('are found by no outsider until they are approved', async () => {
    await title('Zirimiri over Aralar')
    const found = async () => {
      await world.runJobs()
      const { rows } = await world.pool.query(
        "select is_public from search_document where asset_id = $1 and lexemes::text like '%zirimiri%' order by 1",
        [approved.assetId],
      )
      return rows.map((row) => row.is_public)
    }
    expect(await found()).toEqual([false])
    await approveValues(world.db, world.mara, approved.assetId)
    expect(await found()).toEqual([false, true])
  })

  test('wait in the review with what they were, until they are approved or sent back with a reason', async () => {
    const id = approved.assetId
    const had = await countTextsWaiting(world.db)
    const [before] = (await own(FIELD_ID.title)) ?? []
    await title('Another title')
    await set(...textChanges(id, { title: { eu: 'Izenburua' }, description: { en: 'New' } }))
    await set(...textChanges(id, { description: { en: '' } }))
    expect(await countTextsWaiting(world.db)).toBe(had + 1)
    const item = (await listTextsWaiting(world.db)).find(({ assetId }) => assetId === id)
    expect(item).toMatchObject({ changedBy: 'Iker' })
    expect(item?.changes.map(({ locale, before, after }) => [locale, before[0]?.text, after[0]?.text])).toEqual([
      ['en', before?.text, 'Another title'],
      ['eu', undefined, 'Izenburua'],
    ])
    const seen = seenOf(item?.changes ?? [])
    await title('Changed while it was looked at')
    const decisions = [
      () => approveValues(world.db, world.mara, id, seen),
      () => returnValues(world.db, world.mara, id, { seen, note: 'x' }),
    ]
    for (const decide of decisions) await expect(decide()).rejects.toMatchObject({ code: 'asset.changed_meanwhile' })
    await expect(returnValues(world.db, world.iker, id, { note: 'No' })).rejects.toMatchObject({
      code: 'role.required',
    })
    await returnValues(world.db, world.mara, id, { note: 'Too long' })
    expect(await countTextsWaiting(world.db)).toBe(had)
    expect(await returnedChanges(world.db, id)).toMatchObject({ note: 'Too long', byName: 'Mara' })
    expect(await titleOutside()).toBe(before?.text)
    await expect(returnValues(world.db, world.mara, id, { note: 'Again' })).rejects.toMatchObject({
      code: 'review.not_waiting',
    })
    await title('Short')
    expect(await returnedChanges(world.db, id)).toBeUndefined()
    expect(await countTextsWaiting(world.db)).toBe(had + 1)
    const now = (await pendingChanges(world.db, [id])).get(id) ?? []
    await approveValues(world.db, world.mara, id, seenOf(now))
    expect(await titleOutside()).toBe('Short')
    expect(await countTextsWaiting(world.db)).toBe(had)
  })

  test('of a draft wait for nothing', async () => {
    const { assetId } = await world.photo('draft')
    await title('A draft', assetId)
    expect(await pendingFields(world.db, assetId)).toEqual([])
  })
})

describe('a change of the text in the language of the asset', () => {
  test('makes its translations stale, but not those that change with it', async () => {
    const { assetId } = await world.photo('draft')
    await set(
      ...textChanges(assetId, { title: { en: 'Ridge', es: 'Cresta', eu: 'Gailurra' }, description: { eu: 'X' } }),
    )
    await set(...textChanges(assetId, { title: { en: 'Long ridge', eu: 'Gailur luzea' } }))
    const statuses = async () =>
      (await valuesOf(world.db, [assetId], { fields: [FIELD_ID.title, FIELD_ID.description] }))
        .get(assetId)
        ?.map(({ locale, status }) => [locale, status])
    expect(await statuses()).toEqual([
      ...[
        ['en', 'source'],
        ['es', 'stale'],
        ['eu', 'approved'],
        ['eu', 'approved'],
      ],
    ])
    await set(...textChanges(assetId, { title: { es: 'Cresta larga' } }))
    expect((await statuses())?.[1]).toEqual(['es', 'approved'])
  })
})
