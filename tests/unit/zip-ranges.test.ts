import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf, mixedKit, openZipWorld, type Way, written, type ZipWorld } from '#tests/support/zip-world'
import { planZip, type ZipPlan } from '~/platform/zip/plan'

describe.each<Way>(['files', 'streams'])('byte ranges of a ZIP sent from %s', (way) => {
  let world: ZipWorld
  let plan: ZipPlan
  let whole: Buffer
  beforeAll(async () => {
    world = await openZipWorld(way)
    plan = planZip(await mixedKit(world))
    whole = await bytesOf(plan, world.storage)
  })
  afterAll(() => world?.close())

  const expectSlice = async (start: number, end: number) => {
    const part = await bytesOf(plan, world.storage, { start, end })
    // Not toEqual: on megabytes it takes seconds.
    expect([start, end, part.equals(whole.subarray(start, end + 1))]).toEqual([start, end, true])
  }

  test('the whole ZIP has the planned length', () => {
    expect(whole.length).toBe(plan.length)
  })

  test('a range of all bytes equals the whole ZIP', () => expectSlice(0, plan.length - 1))

  test('every range of a small ZIP equals the slice of the whole', async () => {
    const small = planZip([written('a', 'bc'), await world.stored('d', Buffer.from('efg')), written('h', '')])
    const all = await bytesOf(small, world.storage)
    for (let start = 0; start < small.length; start += 3) {
      for (let end = start; end < small.length; end += 5) {
        const part = await bytesOf(small, world.storage, { start, end })
        expect([start, end, part.toString('hex')]).toEqual([start, end, all.subarray(start, end + 1).toString('hex')])
      }
    }
  })

  test('ranges at and around every border of header, file and directory equal the slice of the whole', async () => {
    const borders = plan.stretches.map(({ start }) => start)
    for (const [index, border] of borders.entries()) {
      const end = Math.min((borders[index + 2] ?? plan.length) - 1, border + 70_000)
      for (const start of [border - 1, border, border + 1])
        if (start >= 0) await expectSlice(start, Math.max(start, end))
      await expectSlice(Math.max(0, border - 70_000), border)
    }
  })

  test('150 random ranges equal the slice of the whole', async () => {
    let seed = 42
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31
      return Math.floor((seed / 2 ** 31) * below)
    }
    for (let round = 0; round < 150; round++) {
      const start = random(plan.length)
      await expectSlice(start, start + random(plan.length - start))
    }
  })

  test('two halves joined equal the whole', async () => {
    const middle = plan.length >> 1
    const first = await bytesOf(plan, world.storage, { start: 0, end: middle - 1 })
    const second = await bytesOf(plan, world.storage, { start: middle, end: plan.length - 1 })
    expect(Buffer.concat([first, second]).equals(whole)).toBe(true)
  })

  test('all files are closed after the ranges were sent', () => {
    expect(world.openFiles()).toBe(0)
  })
})
