import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { placeOf } from '~/domain/assets/file-difference'
import { decideDifferences } from '~/domain/assets/file-differences.commands.server'
import { fileDifferences } from '~/domain/assets/file-differences.queries.server'
import { actorOf } from '~/domain/identity/actor'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { creditChanges, textChanges } from '~/domain/metadata/value'
import { historyOfValues } from '~/domain/metadata/value-history.queries.server'
import { setValues } from '~/domain/metadata/values.commands.server'
import { valuesOf } from '~/domain/metadata/values.queries.server'
import { transition } from '~/domain/review/review.commands.server'
import { inTransaction } from '~/platform/db.server'

let world: World
let made = 0
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

interface Said {
  description: string
  creator?: string
}

/** Brings a JPEG that says this in its EXIF, as a new asset or as a version of one. */
async function arrive({ description, creator = 'Ane' }: Said, targetAssetId?: string) {
  const background = { r: (made * 53) % 256, g: (made * 19) % 256, b: ++made % 256 }
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .withExif({ IFD0: { ImageDescription: description, Artist: creator, Software: String(made) } })
    .jpeg()
    .toBuffer()
  const taken = await world.takeInBytes(bytes, `file-${made}.jpg`, { targetAssetId })
  if (taken.outcome !== 'taken') throw new Error(JSON.stringify(taken))
  return taken
}
const change = (assetId: string, description: string) =>
  inTransaction(world.db, (trx) =>
    setValues(trx, actorOf(world.iker), textChanges(assetId, { description: { en: description } })),
  )
const asked = async (assetId: string) =>
  (await fileDifferences(world.db, assetId)).map(
    ({ fieldId, locale, values, stored, state }) =>
      `${placeOf({ fieldId, locale })} ${state}: ${values[0]?.text} / ${stored[0]?.text}`,
  )
const says = async (assetId: string, fieldId: number) =>
  (await valuesOf(world.db, [assetId], { fields: [fieldId] })).get(assetId)?.map(({ text }) => text)
const [description, creator] = [FIELD_ID.description, FIELD_ID.creator]
const decide = (assetId: string, versionId: string, act: 'take' | 'keep', place: string) =>
  decideDifferences(world.db, world.iker, assetId, { versionId, act, place })

test('what somebody changed stays when a new file says something else, and is asked once, field by field', async () => {
  const { assetId } = await arrive({ description: 'First' })
  await change(assetId, 'Corrected')
  await inTransaction(world.db, (trx) =>
    setValues(trx, actorOf(world.iker), creditChanges(assetId, { creator: 'Ane Lasa' })),
  )
  const second = await arrive({ description: 'Second', creator: 'Jon' }, assetId)
  expect(await asked(assetId)).toEqual([
    `${description}:en open: Second / Corrected`,
    `${creator}: open: Jon / Ane Lasa`,
  ])
  await decide(assetId, second.versionId, 'keep', `${description}:en`)
  expect(await asked(assetId)).toEqual([`${creator}: open: Jon / Ane Lasa`])
  await decide(assetId, second.versionId, 'take', `${creator}:`)
  expect(await asked(assetId)).toEqual([])
  expect([await says(assetId, description), await says(assetId, creator)]).toEqual([['Corrected'], ['Jon']])
  const [last] = await historyOfValues(world.db, assetId, { limit: 1 })
  expect(last).toMatchObject({
    versionNumber: 2,
    actorName: 'Iker',
    before: [{ text: 'Ane Lasa' }],
    after: [{ text: 'Jon' }],
  })
  await arrive({ description: 'Second', creator: 'Jon' }, assetId)
  expect(await asked(assetId), 'the same was said and decided before').toEqual([])
})

test('what nobody has changed is taken from the new file and told, but asked where a version is approved', async () => {
  const { assetId, versionId } = await arrive({ description: 'First' })
  await arrive({ description: 'Second' }, assetId)
  expect(await asked(assetId)).toEqual([`${description}:en newer: Second / Second`])
  expect(await says(assetId, description)).toEqual(['Second'])
  await change(assetId, 'Ours again')
  expect(await asked(assetId)).toEqual([])
  await expect(decide(assetId, versionId, 'take', 'all')).rejects.toMatchObject({ code: 'asset.changed_meanwhile' })

  const approved = await world.photo('approved')
  await arrive({ description: 'Of the file', creator: 'Iker' }, approved.assetId)
  expect(await asked(approved.assetId)).toEqual([`${description}:en open: Of the file / undefined`])
  expect(await says(approved.assetId, description)).toEqual([])
})

test('a difference that nobody decided is asked again for the next version, and is over when it is typed', async () => {
  const { assetId } = await arrive({ description: 'First' })
  await change(assetId, 'Corrected')
  await arrive({ description: 'Second' }, assetId)
  const third = await arrive({ description: 'Second' }, assetId)
  expect(await asked(assetId)).toEqual([`${description}:en open: Second / Corrected`])
  await change(assetId, 'Second')
  expect(await asked(assetId)).toEqual([])
  await change(assetId, 'Third')
  await Promise.all([1, 2].map(() => decide(assetId, third.versionId, 'take', 'all')))
  expect(await says(assetId, description)).toEqual(['Second'])
})

test('a value that is taken waits for the review where its field does', async () => {
  await world.db
    .updateTable('metadataField')
    .set({ allowsCorrections: false })
    .where('key', '=', 'description')
    .execute()
  const { assetId, versionId } = await arrive({ description: 'First' })
  await world.describe(assetId, 'Waits')
  await change(assetId, 'Approved')
  await world.cleanOriginal(versionId)
  await transition(world.db, world.iker, assetId, { versionId, transition: 'submit' })
  await transition(world.db, world.mara, assetId, { versionId, transition: 'approve', unseen: true })
  const second = await arrive({ description: 'Second' }, assetId)
  await decide(assetId, second.versionId, 'take', 'all')
  const outside = (await valuesOf(world.db, [assetId], { fields: [description], isPublic: true })).get(assetId)
  expect(outside?.map(({ text }) => text)).toEqual(['Approved'])
  expect(await says(assetId, description)).toEqual(['Second'])
})
