import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { corpus, corpusFiles, testFile } from '#tests/support/corpus'
import { cpuClock } from '#tests/support/cpu-time'
import { imageFolders, writtenTo } from '#tests/support/image-files'
import { type MadeTarEntry, tarOf, zipOf } from '#tests/support/made-archives'
import { seeded } from '#tests/support/metadata-blocks'
import { listArchive } from '~/platform/files/archive-entries.server'
import { ArchiveError } from '~/platform/files/archive-listing'

const folders = imageFolders()
const listed = async (bytes: Buffer, extension: string) =>
  listArchive((await writtenTo(folders.images, bytes, `made.${extension}`)).file, extension)
const names = (listing: { entries: { name: string }[] }) => listing.entries.map(({ name }) => name)

describe('entries of a ZIP', () => {
  test('have names, folders, sizes and times', async () => {
    const listing = await listed(
      zipOf([{ name: 'logos/' }, { name: 'logos/mark.svg', data: Buffer.alloc(500) }]),
      'zip',
    )
    expect(listing).toMatchObject({ format: 'zip', count: 2, size: 500, isPartial: false, marked: {} })
    expect(listing.entries).toEqual([
      expect.objectContaining({ name: 'logos/', isDirectory: true, size: 0 }),
      expect.objectContaining({ name: 'logos/mark.svg', isDirectory: false, size: 500, marks: [] }),
    ])
    expect(listing.entries[1]?.modifiedAt?.getUTCFullYear()).toBe(2025)
  })

  test.each([
    ['UTF-8 with its flag', Buffer.from('ñandú 日本.png'), 0x800, 'ñandú 日本.png'],
    ['UTF-8 without its flag', Buffer.from('ñandú 日本.png'), 0, 'ñandú 日本.png'],
    ['code page 437', Buffer.from([0xa4, 0x61, 0x81, 0x2e, 0x70]), 0, 'ñaü.p'],
  ])('have names in %s', async (_, name, flags, read) => {
    expect(names(await listed(zipOf([{ name, flags }]), 'zip'))).toEqual([read])
  })

  test.each([
    ['a path out of the folder', { name: 'a/../../etc/passwd' }, ['traversal']],
    ['a path out of the folder of Windows', { name: '..\\boot.ini' }, ['traversal']],
    ['an absolute path', { name: '/etc/passwd' }, ['absolute']],
    ['a drive', { name: 'C:\\boot.ini' }, ['absolute']],
    ['a name that is written backwards', { name: 'invoice\u202efdp.exe' }, ['odd_name']],
    ['a symbolic link', { name: 'a', mode: 0o120777 }, ['link']],
    ['encryption', { name: 'a', flags: 1 }, ['encrypted']],
    ['a ratio above 100', { name: 'zeros', data: Buffer.alloc(3_000_000) }, ['ratio']],
  ])('are marked for %s', async (_, entry, marks) => {
    const listing = await listed(zipOf([entry]), 'zip')
    expect(listing.entries[0]?.marks).toEqual(marks)
    expect(Object.keys(listing.marked)).toEqual(marks)
  })

  test('are counted to the end, and listed up to 5,000', async () => {
    const many = Array.from({ length: 6000 }, (_, at) => ({ name: `${at}`, data: Buffer.from('a') }))
    const listing = await listed(zipOf(many), 'zip')
    expect([listing.entries.length, listing.count, listing.size]).toEqual([5000, 6000, 6000])
  })

  test('of a directory that claims more entries than it has are listed as partial', async () => {
    const listing = await listed(zipOf([{ name: 'a' }, { name: 'b' }], { count: 60_000 }), 'zip')
    expect(listing).toMatchObject({ count: 2, isPartial: true })
  })

  test('with lying sizes are listed as stated', async () => {
    const listing = await listed(zipOf([{ name: 'a', claims: { size: 4_000_000_000, packedSize: 1 } }]), 'zip')
    expect(listing).toMatchObject({ size: 4_000_000_000, marked: { ratio: 1 } })
  })

  test('of a real file are found, and nothing is unpacked', async () => {
    const listing = await listArchive(testFile('press.zip'), 'zip')
    expect(listing.count).toBeGreaterThan(0)
    expect((await readdir(folders.images)).filter((name) => !name.startsWith('made.'))).toEqual([])
  })

  test.skipIf(corpusFiles.length === 0)('of a Keynote document are those that unzip lists', async () => {
    expect(await listArchive(path.join(corpus, 'docs/testKeynote.key'), 'zip')).toMatchObject({
      ...{ count: 20, size: 2_188_603, isPartial: false },
    })
  })
})

describe('entries of a tar', () => {
  const long = `${'folder/'.repeat(30)}mark.svg`
  const entries: MadeTarEntry[] = [
    { name: 'logos/', type: '5' },
    { name: 'logos/mark.svg', data: Buffer.alloc(700) },
    { name: 'link', type: '2' },
    { name: 'x', type: 'x', data: Buffer.from(`${`000 path=${long}\n`.replace('000', `${long.length + 10}`)}`) },
    { name: 'short', data: Buffer.alloc(3) },
    { name: '././@LongLink', type: 'L', data: Buffer.from(`${long}\0`) },
    { name: 'short', data: Buffer.alloc(5) },
  ]
  test.each([
    ['tar', tarOf(entries)],
    ['gz', gzipSync(tarOf(entries))],
  ])('have names, sizes and marks in a .%s', async (extension, bytes) => {
    const listing = await listed(bytes, extension)
    expect(listing).toMatchObject({ format: 'tar', count: 5, size: 708, packedSize: bytes.length, isPartial: false })
    expect(names(listing)).toEqual(['logos/', 'logos/mark.svg', 'link', long, long])
    expect(listing.entries.map(({ isDirectory, marks }) => [isDirectory, ...marks])).toEqual([
      ...[[true], [false], [false, 'link'], [false], [false]],
    ])
  })

  test('that is cut are listed as partial', async () => {
    const bytes = tarOf(entries)
    expect(await listed(bytes.subarray(0, 1400), 'tar')).toMatchObject({ count: 2, isPartial: true })
    await expect(listed(gzipSync(bytes).subarray(0, 60), 'gz')).rejects.toBeInstanceOf(ArchiveError)
  })

  test('whose size is larger than any file are listed as partial', async () => {
    expect(await listed(tarOf([{ name: 'a', size: 0o77777777777 }]), 'tar')).toMatchObject({
      count: 1,
      isPartial: true,
    })
  })
})

test('a single file in gzip is one entry with its stated name and size', async () => {
  const bytes = gzipSync(Buffer.from('a;b\n1;2\n'))
  expect((await listed(bytes, 'gz')).entries).toEqual([
    { name: 'made', isDirectory: false, size: 8, packedSize: bytes.length, marks: [] },
  ])
})

test('archives cut or changed at random places are listed or refused by a typed error', async () => {
  const random = seeded(11)
  const whole: [string, Buffer][] = [
    [
      'zip',
      zipOf([
        { name: 'a/b', data: Buffer.alloc(900) },
        { name: 'c', data: Buffer.alloc(90) },
      ]),
    ],
    ['tar', tarOf([{ name: 'a/b', data: Buffer.alloc(900) }, { name: 'c' }])],
    ['gz', gzipSync(tarOf([{ name: 'a/b', data: Buffer.alloc(900) }]))],
  ]
  for (let round = 0; round < 240; round++) {
    const [extension, bytes] = whole[round % 3] ?? ['', Buffer.alloc(0)]
    const changed = Buffer.from(bytes.subarray(0, round % 2 ? bytes.length : Math.floor(random() * bytes.length)))
    for (let change = 0; change < 4; change++)
      changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256)
    await listed(changed, extension).catch((error: unknown) => expect(error).toBeInstanceOf(ArchiveError))
  }
})

test('a gzip bomb of 3 GB is read to a limit', async () => {
  const part = gzipSync(Buffer.alloc(16 * 1024 * 1024), { level: 9 })
  const header = gzipSync(tarOf([{ name: 'zeros', size: 3 * 1024 ** 3 }]).subarray(0, 512))
  const cpu = cpuClock()
  const listing = await listed(Buffer.concat([header, ...Array.from({ length: 192 }, () => part)]), 'gz')
  expect(listing).toMatchObject({ count: 1, isPartial: true })
  expect(cpu()).toBeLessThan(20_000)
})

test('other archives are refused as unsupported', async () => {
  await expect(listed(Buffer.from('Rar!'), 'rar')).rejects.toMatchObject({ code: 'unsupported' })
})
