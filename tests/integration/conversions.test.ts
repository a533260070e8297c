import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { missingConverters } from '#tests/support/converters'
import { testFile } from '#tests/support/corpus'
import { openWorld, type World } from '#tests/support/world'
import { listFailures, loadConversionState } from '~/domain/renditions/conversions.queries.server'
import { storeConverters } from '~/domain/renditions/converters.commands.server'
import { noteUnmade } from '~/domain/renditions/outcomes.commands.server'
import { findSource, wantedOf } from '~/domain/renditions/recipes.queries.server'
import { refreshRenditions } from '~/domain/renditions/refresh-renditions.jobs.server'
import { retryFailures } from '~/domain/renditions/retry-failures.commands.server'
import { CONVERTER_NAMES, type ConverterName } from '~/platform/converters/programs'
import { required } from '~/platform/required'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/** What a worker finds on a machine that lacks these converters. */
const foundWithout = (...lacking: ConverterName[]) => ({
  converters: CONVERTER_NAMES.map((name) => {
    const isPresent = !lacking.includes(name)
    return { name, isPresent, version: isPresent ? '1.0-1' : null }
  }),
  isolation: 'bubblewrap' as const,
})
const statesOf = async (versionId: string) => {
  const rows = await world.db
    .selectFrom('rendition')
    .select(['preset', 'state', 'reason', 'recipe'])
    .where('versionId', '=', versionId)
    .where('preset', '!=', 'clean')
    .execute()
  return rows.map(({ state, reason, recipe }) => ({ state, reason, isCurrent: recipe !== null }))
}
/** Notes what the job notes when a version's renditions cannot be made. */
const note = async (versionId: string, state: 'impossible' | 'failed', reason: string) => {
  const source = required(await findSource(world.db, versionId), 'source')
  const presets = wantedOf(source).filter((preset) => preset !== 'clean')
  await noteUnmade(world.db, source, presets, { state, reason, isFinal: true })
}
const refresh = async () => {
  await refreshRenditions.run({ looks: true }, world)
  await world.runJobs()
}
const pdf = async () => {
  const taken = await world.takeInBytes(await readFile(testFile('leaflet.pdf')), 'leaflet.pdf')
  if (taken.outcome !== 'taken') throw new Error('not taken')
  return taken
}

describe('a version whose converter is missing', () => {
  test('is impossible with its reason, counts as such, and is not tried again while the converter is missing', async () => {
    const { versionId } = await world.photo()
    await storeConverters(world.db, foundWithout('libheif'))
    await note(versionId, 'impossible', 'no_converter:libheif')
    await storeConverters(world.db, foundWithout('libheif'))
    const [state] = await statesOf(versionId)
    expect(state).toEqual({ state: 'impossible', reason: 'no_converter:libheif', isCurrent: true })
    const { converters, isolation, seenAt } = await loadConversionState(world.db)
    expect(converters.find(({ name }) => name === 'libheif')).toEqual({
      ...{ name: 'libheif', isPresent: false, version: null, assets: 1 },
    })
    expect(converters.find(({ name }) => name === 'ffmpeg')).toMatchObject({ isPresent: true, assets: 0 })
    expect([isolation, seenAt instanceof Date]).toEqual(['bubblewrap', true])
  })

  test('stays impossible when a worker finds the converter, until it is made', async () => {
    const { versionId } = await world.photo()
    await note(versionId, 'impossible', 'no_converter:libraw')
    expect(await storeConverters(world.db, foundWithout('libheif'))).toBeGreaterThan(0)
    const waiting = await statesOf(versionId)
    expect(waiting.every(({ state, isCurrent }) => state === 'impossible' && !isCurrent)).toBe(true)
    expect(await storeConverters(world.db, foundWithout('libheif'))).toBe(0)
    await refresh()
    expect(new Set((await statesOf(versionId)).map(({ state }) => state))).toEqual(new Set(['made']))
  })

  test.skipIf(missingConverters.has('poppler') || missingConverters.has('ghostscript'))(
    'that is a PDF gets its picture and its form for the web once the converter appears',
    async () => {
      const { versionId } = await pdf()
      await note(versionId, 'impossible', 'no_converter:poppler')
      await storeConverters(world.db, foundWithout('poppler'))
      await world.runJobs()
      expect((await statesOf(versionId))[0]).toMatchObject({ state: 'impossible' })
      await storeConverters(world.db, foundWithout())
      await refresh()
      expect(new Set((await statesOf(versionId)).map(({ state }) => state))).toEqual(new Set(['made']))
      expect((await loadConversionState(world.db)).converters.find(({ name }) => name === 'poppler')?.assets).toBe(0)
    },
  )
})

describe('failures', () => {
  test('are listed by kind and reason, of assets that are not in the bin, with their titles', async () => {
    const [one, two, other] = [await world.photo(), await world.photo(), await world.photo()]
    for (const { versionId } of [one, two]) await note(versionId, 'failed', 'convert_timeout')
    await note(other.versionId, 'failed', 'convert_memory')
    const groups = await listFailures(world.db)
    expect(groups.map(({ kind, reason, count }) => [kind, reason, count])).toEqual([
      ['photo', 'convert_timeout', 2],
      ['photo', 'convert_memory', 1],
    ])
    expect(groups[0]?.assets.map(({ id }) => id)).toEqual([two.assetId, one.assetId])
    expect(groups[0]?.assets[0]?.title).toMatch(/^photo/)
  })

  test('of one kind and reason are all made again, others are not, and the act is in the audit log', async () => {
    const group = { kind: 'photo', reason: 'convert_timeout' }
    expect(await retryFailures(world.db, world.mara, group)).toBe(2)
    expect((await listFailures(world.db)).map(({ reason }) => reason)).toEqual(['convert_memory'])
    const line = await world.db
      .selectFrom('auditEvent')
      .select(['actorName', 'facts'])
      .where('type', '=', 'rendition.retried')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(line).toMatchObject({ actorName: 'Mara', facts: { ...group, versions: 2 } })
    await world.runJobs()
    expect((await listFailures(world.db)).map(({ reason }) => reason)).not.toContain('convert_timeout')
    await expect(retryFailures(world.db, world.mara, group)).rejects.toMatchObject({ code: 'rendition.not_failed' })
  })
})

test('before a worker has reported, no converter is known', async () => {
  await world.db.deleteFrom('converter').execute()
  expect(await loadConversionState(world.db)).toEqual({ converters: [], isolation: undefined, seenAt: undefined })
})
