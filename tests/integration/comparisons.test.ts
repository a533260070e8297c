import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { madePdf } from '#tests/support/made-pdf'
import { openWorld, type World } from '#tests/support/world'
import { deleteAssets } from '~/domain/assets/asset-deletion.commands.server'
import { purge } from '~/domain/bin/purge.commands.server'
import { pairOf, type VersionPair } from '~/domain/comparisons/comparison'
import { comparisonOf, retryComparison } from '~/domain/comparisons/comparisons.commands.server'
import {
  comparisonObjectsOf,
  findComparison,
  findComparisonPicture,
} from '~/domain/comparisons/comparisons.queries.server'
import { findProgram } from '~/platform/converters/found-programs.server'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let made = 0
/** A grey photograph with a white square of `side` at its corner. */
const picture = (side: number, width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: '#606060' } })
    .composite(
      side > 0
        ? [{ input: { create: { width: side, height: side, channels: 3, background: '#ffffff' } }, top: 0, left: 0 }]
        : [],
    )
    .withExif({ IFD0: { Software: String(made++) } })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer()

async function versionsFrom(
  older: Buffer,
  newer: Buffer,
  extension = 'jpg',
): Promise<{ assetId: string; pair: VersionPair }> {
  const first = await world.takeInBytes(older, `older.${extension}`)
  if (first.outcome !== 'taken') throw new Error('not taken in')
  const second = await world.takeInBytes(newer, `newer.${extension}`, { targetAssetId: first.assetId })
  if (second.outcome !== 'taken') throw new Error('not taken in')
  const pair = pairOf({ id: first.versionId, number: 1 }, { id: second.versionId, number: 2 })
  return { assetId: first.assetId, pair }
}

async function compared(older: Buffer, newer: Buffer, extension = 'jpg') {
  const versions = await versionsFrom(older, newer, extension)
  await world.runJobs()
  expect(await comparisonOf(world.db, versions.pair)).toMatchObject({ state: 'waiting' })
  await world.runJobs()
  return { ...versions, comparison: await comparisonOf(world.db, versions.pair) }
}

describe('a comparison of pictures', () => {
  test('has the share of pixels that differ, and a picture of them', async () => {
    const { comparison, pair } = await compared(await picture(0), await picture(60))
    expect(comparison).toMatchObject({ state: 'made', hasPicture: true })
    const { pixels, text } = comparison.result ?? {}
    expect(text).toBeNull()
    expect(pixels).toMatchObject({ width: 400, height: 300, isSameShape: true })
    // 3600 of 120,000 pixels; compression blurs the edge of the square by some.
    expect(pixels?.share).toBeGreaterThan(0.029)
    expect(pixels?.share).toBeLessThan(0.035)
    const stored = await findComparisonPicture(world.db, pair)
    expect(stored?.mediaType).toBe('image/png')
    expect((await world.storage.head(stored?.objectKey ?? ''))?.size).toBe(stored?.byteSize)
  })

  test('of equal pixels is 0, without a picture', async () => {
    const { comparison } = await compared(await picture(0), await picture(0))
    expect(comparison).toMatchObject({ state: 'made', hasPicture: false, result: { pixels: { changed: 0, share: 0 } } })
  })

  test('of two sizes compares what is in them', async () => {
    const { comparison } = await compared(await picture(0), await picture(0, 200, 150))
    expect(comparison.result?.pixels).toMatchObject({ width: 200, height: 150, share: 0, isSameShape: true })
  })

  test('is asked for once, however many look at it', async () => {
    const { pair } = await versionsFrom(await picture(0), await picture(10))
    await world.runJobs()
    await Promise.all([1, 2, 3].map(() => comparisonOf(world.db, pair)))
    expect(await world.queued('compare_versions')).toEqual([pair])
    await world.runJobs()
    await comparisonOf(world.db, pair)
    expect(await world.queued('compare_versions')).toEqual([])
  })

  test('waits for renditions that are still to be made', async () => {
    const { pair } = await versionsFrom(await picture(0), await picture(10))
    expect(await comparisonOf(world.db, pair)).toMatchObject({ state: 'waiting' })
    expect(await world.queued('compare_versions')).toEqual([])
  })

  test('that failed can be asked for again', async () => {
    const { pair } = await compared(await picture(0), await picture(12))
    await world.pool.query("update version_comparison set state = 'failed', made_at = null where older_id = $1", [
      pair.olderId,
    ])
    expect(await comparisonOf(world.db, pair)).toMatchObject({ state: 'failed' })
    await retryComparison(world.db, pair)
    await world.runJobs()
    expect(await comparisonOf(world.db, pair)).toMatchObject({ state: 'made' })
  })

  test('goes with its versions, its picture as well', async () => {
    const { assetId, pair } = await compared(await picture(0), await picture(50))
    const [key = ''] = await comparisonObjectsOf(world.db, assetId)
    expect(await world.storage.head(key)).toBeDefined()
    await deleteAssets(world.db, world.mara, [assetId])
    expect(await findComparisonPicture(world.db, pair)).toBeUndefined()
    await purge(world.db, world.mara, { kind: 'asset', ids: [assetId] })
    await world.runJobs()
    expect(await findComparison(world.db, pair)).toBeUndefined()
    expect(await world.storage.head(key)).toBeUndefined()
  })
})

describe.skipIf(!findProgram('pdftotext') || !findProgram('gs'))('a comparison of documents', () => {
  test('has the words that differ, by pages', async () => {
    const older = madePdf([['Visit Mendialde'], ['Open since 2019', 'Three trails']])
    const newer = madePdf([['Visit Mendialde'], ['Open since 2019', 'Five marked trails']])
    const { comparison } = await compared(older, newer, 'pdf')
    expect(comparison).toMatchObject({ state: 'made', hasPicture: false })
    const { text, pixels } = comparison.result ?? {}
    expect(pixels).toBeNull()
    expect(text).toMatchObject({ added: 2, removed: 1, isComplete: true })
    expect(text?.changes).toEqual([
      {
        ...{ olderPage: 2, newerPage: 2 },
        parts: [
          ['same', 'Open since 2019 '],
          ['removed', 'Three'],
          ['added', 'Five'],
          ['same', ' '],
          ['added', 'marked '],
          ['same', 'trails'],
        ],
      },
    ])
  })
})
