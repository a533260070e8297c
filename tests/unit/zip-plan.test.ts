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

/** The records of a plan without its stored objects, each with its offset. */
const made = (entries: ZipEntry[]) =>
  planZip(entries).stretches.flatMap((each) => ('key' in each ? [] : [{ ...each, bytes: each.bytes() }]))

describe('planZip', () => {
  test('of no entries is an empty end-of-central-directory record', () => {
    const plan = planZip([])
    expect(plan.length).toBe(22)
    expect(made([])[0]!.bytes.toString('hex')).toBe(`504b0506${'00'.repeat(18)}`)
  })

  test('returns stretches without gaps, each of its stated length', () => {
    const plan = planZip([written('a', 'x'), entry(), entry({ name: 'ü.jpg', size: 0 }), entry({ size: 5e9 })])
    let next = 0
    for (const stretch of plan.stretches) {
      expect(stretch.start).toBe(next)
      if (!('key' in stretch)) expect(stretch.bytes()).toHaveLength(stretch.length)
      next += stretch.length
    }
    expect(next).toBe(plan.length)
  })

  test('writes local headers as APPNOTE 4.3.7 specifies', () => {
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
    ['before 1980', '1969-12-31T00:00:00Z', (1 << 5) | 1, 0],
    ['after 2107', '2200-01-01T00:00:00Z', (127 << 9) | (12 << 5) | 31, (23 << 11) | (59 << 5) | 29],
  ])('writes a time %s as the nearest DOS time', (_, at, date, time) => {
    const bytes = made([entry({ modifiedAt: new Date(at) })])[0]!.bytes
    expect([bytes.readUInt16LE(12), bytes.readUInt16LE(10)]).toEqual([date, time])
  })

  test('returns the same bytes and ETag for the same entries in every time zone', () => {
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
    ['a changed name', [entry({ name: 'b.jpg' })]],
    ['a changed size', [entry({ size: 1001 })]],
    ['a changed CRC-32', [entry({ crc32: 1 })]],
    ['a changed time', [entry({ modifiedAt: new Date('2026-03-01T12:34:57Z') })]],
    ['a changed storage key', [entry({ source: { kind: 'object', key: 'a/2' } })]],
    ['one more entry', [entry(), entry({ name: 'b.jpg' })]],
    ['no entries', []],
  ])('returns another ETag for %s', (_, entries) => {
    expect(planZip([entry()]).etag).toMatch(/^"[A-Za-z0-9_-]{43}"$/)
    expect(planZip(entries).etag).not.toBe(planZip([entry()]).etag)
  })

  test('returns another ETag for other inline bytes and another order', () => {
    const [a, b] = [
      written('a', 'one'),
      { ...written('a', 'one'), source: { kind: 'made' as const, bytes: Buffer.from('two') } },
    ]
    expect(planZip([a]).etag).not.toBe(planZip([b]).etag)
    expect(planZip([a, entry()]).etag).not.toBe(planZip([entry(), a]).etag)
  })

  test.each([
    ['a size other than that of the inline bytes', { ...written('a', 'abc'), size: 4 }],
    ['a negative size', entry({ size: -1 })],
    ['a fractional size', entry({ size: 1.5 })],
    ['a size of NaN', entry({ size: Number.NaN })],
    ['a CRC-32 above 32 bits', entry({ crc32: 2 ** 32 })],
    ['a negative CRC-32', entry({ crc32: -1 })],
  ])('throws RangeError for %s', (_, wrong) => {
    expect(() => planZip([wrong])).toThrow(RangeError)
  })
})

describe('planZip writes ZIP64 records only where needed', () => {
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
    [
      'none for a ZIP just below 4 GiB',
      [entry({ size: MAX32 - 1000 })],
      { local: [20], lastInDirectory: 20, wideEnd: false },
    ],
    [
      'the end record only for an entry one byte below 4 GiB',
      [entry({ size: MAX32 - 1 })],
      { local: [20], lastInDirectory: 20, wideEnd: true },
    ],
    [
      'all of them for an entry of 0xffffffff bytes',
      [entry({ size: MAX32 })],
      { local: [45], lastInDirectory: 45, wideEnd: true },
    ],
    [
      'directory and end record for an entry that starts behind 4 GiB',
      [entry({ size: 3e9 }), entry({ size: 3e9 }), entry()],
      { local: [20, 20, 20], lastInDirectory: 45, wideEnd: true },
    ],
  ])('%s', (_, entries, expected) => {
    expect(versions(entries)).toEqual(expected)
  })

  test.each([
    [65_534, 22],
    [65_535, 98],
  ])('%i entries have an end record of %i bytes', (count, length) => {
    const entries = Array.from({ length: count }, (_, n) => entry({ name: `${n}`, size: 0 }))
    expect(made(entries).at(-1)!.length).toBe(length)
  })
})
