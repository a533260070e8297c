import { describe, expect, test } from 'vitest'
import { written } from '#tests/support/zip-world'
import { planZip, type ZipEntry } from '~/platform/zip/plan'

const entry = (changes: Partial<ZipEntry> = {}): ZipEntry => ({
  name: 'a.jpg',
  size: 1000,
  crc32: 0xfedcba98,
  modifiedAt: new Date('2026-03-01T12:34:56Z'),
  source: { kind: 'object', key: 'a/1' },
  ...changes,
})

/** The records of a plan without its objects, each with its offset. */
const made = (entries: ZipEntry[]) =>
  planZip(entries).stretches.flatMap((each) => ('key' in each ? [] : [{ ...each, bytes: each.bytes() }]))

describe('a plan', () => {
  test('of nothing is the end of an empty directory', () => {
    const plan = planZip([])
    expect(plan.length).toBe(22)
    expect(made([])[0]!.bytes.toString('hex')).toBe(`504b0506${'00'.repeat(18)}`)
  })

  test('leaves no gap, and every stretch is as long as it says', () => {
    const plan = planZip([written('a', 'x'), entry(), entry({ name: 'ü.jpg', size: 0 }), entry({ size: 5e9 })])
    let next = 0
    for (const stretch of plan.stretches) {
      expect(stretch.start).toBe(next)
      if (!('key' in stretch)) expect(stretch.bytes()).toHaveLength(stretch.length)
      next += stretch.length
    }
    expect(next).toBe(plan.length)
  })

  test('says what APPNOTE 4.3.7 asks of a local header', () => {
    const [header] = made([entry({ name: 'é.jpg' })])
    const bytes = header!.bytes
    expect(bytes.readUInt32LE(0)).toBe(0x04034b50)
    expect(bytes.readUInt16LE(4)).toBe(20)
    expect(bytes.readUInt16LE(6)).toBe(0x0800)
    expect(bytes.readUInt16LE(8)).toBe(0)
    expect(bytes.readUInt16LE(10)).toBe((12 << 11) | (34 << 5) | 28)
    expect(bytes.readUInt16LE(12)).toBe((46 << 9) | (3 << 5) | 1)
    expect(bytes.readUInt32LE(14)).toBe(0xfedcba98)
    expect([bytes.readUInt32LE(18), bytes.readUInt32LE(22)]).toEqual([1000, 1000])
    expect([bytes.readUInt16LE(26), bytes.readUInt16LE(28)]).toEqual([6, 9])
    expect(bytes.subarray(30, 36).toString()).toBe('é.jpg')
    const seconds = Buffer.alloc(4)
    seconds.writeInt32LE(Date.UTC(2026, 2, 1, 12, 34, 56) / 1000)
    expect(bytes.subarray(36).toString('hex')).toBe(`5554050001${seconds.toString('hex')}`)
  })

  test.each([
    ['before DOS', '1969-12-31T00:00:00Z', (1 << 5) | 1, 0],
    ['after DOS', '2200-01-01T00:00:00Z', (127 << 9) | (12 << 5) | 31, (23 << 11) | (59 << 5) | 29],
  ])('a time %s is the nearest it can say', (_, at, date, time) => {
    const bytes = made([entry({ modifiedAt: new Date(at) })])[0]!.bytes
    expect([bytes.readUInt16LE(12), bytes.readUInt16LE(10)]).toEqual([date, time])
  })

  test('the same entries give the same bytes and tag, whatever the zone of the machine', () => {
    const zone = process.env.TZ
    const inZone = (TZ: string) => {
      process.env.TZ = TZ
      return [planZip([entry()]).etag, ...made([entry()]).map(({ bytes }) => bytes.toString('hex'))]
    }
    try {
      expect(inZone('Pacific/Auckland')).toEqual(inZone('America/Lima'))
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })

  test.each<[string, ZipEntry[]]>([
    ['another name', [entry({ name: 'b.jpg' })]],
    ['another size', [entry({ size: 1001 })]],
    ['another CRC', [entry({ crc32: 1 })]],
    ['another time', [entry({ modifiedAt: new Date('2026-03-01T12:34:57Z') })]],
    ['another object', [entry({ source: { kind: 'object', key: 'a/2' } })]],
    ['one more', [entry(), entry({ name: 'b.jpg' })]],
    ['none', []],
  ])('%s is another tag', (_, entries) => {
    expect(planZip([entry()]).etag).toMatch(/^"[A-Za-z0-9_-]{43}"$/)
    expect(planZip(entries).etag).not.toBe(planZip([entry()]).etag)
  })

  test('other bytes and another order are other tags', () => {
    const [a, b] = [
      written('a', 'one'),
      { ...written('a', 'one'), source: { kind: 'made' as const, bytes: Buffer.from('two') } },
    ]
    expect(planZip([a]).etag).not.toBe(planZip([b]).etag)
    expect(planZip([a, entry()]).etag).not.toBe(planZip([entry(), a]).etag)
  })

  test.each([
    ['a size that is not that of the bytes', { ...written('a', 'abc'), size: 4 }],
    ['a size below nothing', entry({ size: -1 })],
    ['a broken size', entry({ size: 1.5 })],
    ['an unknown size', entry({ size: Number.NaN })],
    ['a CRC beyond 32 bits', entry({ crc32: 2 ** 32 })],
    ['a CRC below nothing', entry({ crc32: -1 })],
  ])('%s is refused', (_, wrong) => {
    expect(() => planZip([wrong])).toThrow(RangeError)
  })
})

describe('ZIP64 only where it is needed', () => {
  const MAX32 = 0xffffffff
  const versions = (entries: ZipEntry[]) => {
    const records = made(entries).map(({ bytes }) => bytes)
    const [directory, end] = records.slice(-2)
    return {
      local: records.slice(0, -2).map((bytes) => bytes.readUInt16LE(4)),
      lastInDirectory: directory!.readUInt16LE(directory!.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1')) + 6),
      wideEnd: end!.length === 98,
    }
  }

  test.each<[string, ZipEntry[], ReturnType<typeof versions>]>([
    ['just below 4 GiB in all', [entry({ size: MAX32 - 1000 })], { local: [20], lastInDirectory: 20, wideEnd: false }],
    ['an entry one byte below', [entry({ size: MAX32 - 1 })], { local: [20], lastInDirectory: 20, wideEnd: true }],
    ['an entry as large as the mark', [entry({ size: MAX32 })], { local: [45], lastInDirectory: 45, wideEnd: true }],
    [
      'an entry behind 4 GiB',
      [entry({ size: 3e9 }), entry({ size: 3e9 }), entry()],
      { local: [20, 20, 20], lastInDirectory: 45, wideEnd: true },
    ],
  ])('%s', (_, entries, expected) => {
    expect(versions(entries)).toEqual(expected)
  })

  test.each([
    [65_534, 22],
    [65_535, 98],
  ])('%i entries end in %i bytes', (count, length) => {
    const entries = Array.from({ length: count }, (_, n) => entry({ name: `${n}`, size: 0 }))
    expect(made(entries).at(-1)!.length).toBe(length)
  })
})
