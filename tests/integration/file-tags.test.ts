import { afterAll, beforeAll, expect, test } from 'vitest'
import { jpegWith, packet, xmpSegment } from '#tests/support/metadata-blocks'
import { openWorld, type World } from '#tests/support/world'
import { findTags } from '~/domain/assets/file-tags.queries.server'
import { readTags } from '~/domain/assets/read-tags.jobs.server'
import { inTransaction } from '~/platform/db.server'
import { enqueue } from '~/platform/queue.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const PERSON =
  '<e:PersonInImage xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><rdf:Bag><rdf:li>Ane</rdf:li></rdf:Bag></e:PersonInImage>'
const namesOf = async (assetId: string) => (await findTags(world.db, assetId))?.tags?.tags.map(({ name }) => name)

test('the tags of a file are stored when it arrives', async () => {
  const { assetId } = await world.photo('draft', { bytes: await jpegWith(xmpSegment(packet(PERSON))) })
  const found = await findTags(world.db, assetId, 1)
  expect(found?.tags).toEqual({ tags: [{ name: 'XMP-iptcExt:PersonInImage', values: ['Ane'] }], omitted: 0 })
  expect(await findTags(world.db, assetId, 2)).toBeUndefined()
})

test('files that arrived before are read by a job, also those of a former recipe, and lost ones are passed over', async () => {
  const one = await world.photo('draft', { bytes: await jpegWith(xmpSegment(packet(`${PERSON}<dc:a>1</dc:a>`))) })
  const two = await world.photo('draft')
  const lost = await world.photo('draft')
  await world.db.deleteFrom('fileTags').execute()
  const sha = async (versionId: string) =>
    (await world.db.selectFrom('assetVersion').select('sha256').where('id', '=', versionId).executeTakeFirstOrThrow())
      .sha256
  await world.storage.delete(`originals/${await sha(lost.versionId)}`)
  const former = { sha256: await sha(two.versionId), tags: '[]', omitted: 3, recipe: 'former' }
  await world.db.insertInto('fileTags').values(former).execute()
  expect((await findTags(world.db, one.assetId))?.tags).toBeUndefined()
  await inTransaction(world.db, (trx) => enqueue(trx, readTags, {}))
  await world.runJobs()
  expect(await namesOf(one.assetId)).toContain('XMP-iptcExt:PersonInImage')
  expect(await namesOf(two.assetId)).toContain('IFD0:Software')
  expect((await findTags(world.db, two.assetId))?.tags?.omitted).toBe(0)
  expect((await findTags(world.db, lost.assetId))?.tags).toBeUndefined()
})
