import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MadeZipEntry, zipOf } from '#tests/support/made-archives'
import { ArchiveError } from '~/platform/files/archive-listing'
import { openZip, type ZipFileEntry } from '~/platform/files/zip-files.server'

let folder: string
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-zip-files-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function write(bytes: Buffer): Promise<string> {
  const file = path.join(folder, `${made++}.zip`)
  await writeFile(file, bytes)
  return file
}

async function filesOf(bytes: Buffer, maxBytes = 1e9): Promise<ZipFileEntry[]> {
  const zip = await openZip(await write(bytes))
  const found: ZipFileEntry[] = []
  for await (const entry of zip.files({ maxBytes })) found.push(entry)
  zip.close()
  return found
}

const data = Buffer.from('some bytes')
test.each<[string, MadeZipEntry, string | undefined]>([
  ['a plain name', { name: 'a/b.txt', data }, undefined],
  ['a name that leads out', { name: 'a/../../b.txt', data }, 'traversal'],
  ['a name that leads out with backslashes', { name: 'a\\..\\..\\b.txt', data }, 'traversal'],
  ['an absolute name', { name: '/etc/passwd', data }, 'absolute'],
  ['a name with a drive', { name: 'C:\\b.txt', data }, 'absolute'],
  ['a name with a bidi override', { name: 'a\u202egpj.exe', data }, 'odd_name'],
  ['a symbolic link', { name: 'a', data, mode: 0o120777 }, 'link'],
  ['an encrypted entry', { name: 'a', data, flags: 1 }, 'encrypted'],
  ['an entry above the limit', { name: 'a', data, claims: { size: 2e9 } }, 'too_large'],
  ['a bomb', { name: 'a', data: Buffer.alloc(20_000_000) }, 'ratio'],
])('%s is listed with the refusal it has', async (_, entry, refusal) => {
  const [found] = await filesOf(zipOf([entry]))
  expect(found?.refusal).toBe(refusal)
})

test('the second of two equal names, and entries that share their bytes, are refused', async () => {
  const twice = await filesOf(
    zipOf([
      { name: 'a', data },
      { name: 'a', data },
    ]),
  )
  expect(twice.map(({ refusal }) => refusal)).toEqual([undefined, 'duplicate_name'])
  const zip = zipOf([
    { name: 'aa', data },
    { name: 'bb', data },
  ])
  // The offset of the second entry in the directory becomes that of the first (APPNOTE 4.3.12).
  const second = zip.lastIndexOf('PK\x01\x02', undefined, 'latin1')
  zip.writeUInt32LE(0, second + 42)
  expect((await filesOf(zip)).map(({ refusal }) => refusal)).toEqual([undefined, 'overlap'])
})

test('names in code page 437 are decoded, backslashes of Windows are folders, and folders are no files', async () => {
  const files = await filesOf(
    zipOf([
      { name: 'folder/' },
      { name: Buffer.from('caf\x82.txt', 'latin1'), data },
      { name: 'shoot\\a.txt', data: Buffer.from('other') },
    ]),
  )
  expect(files.map((file) => file.path)).toEqual(['café.txt', 'shoot/a.txt'])
})

test('an entry is unpacked by its place, and not beyond the size it states', async () => {
  const file = await write(
    zipOf([
      { name: 'x', data: Buffer.from('x') },
      { name: 'a', data },
      { name: 'liar', data: Buffer.alloc(5000), claims: { size: 10 } },
    ]),
  )
  const zip = await openZip(file)
  const entries = new Map<string, ZipFileEntry>()
  for await (const entry of zip.files({ maxBytes: 1e9 })) entries.set(entry.path, entry)
  const to = path.join(folder, 'unpacked')
  await zip.unpack(entries.get('a')!.locator, to)
  expect(await readFile(to)).toEqual(data)
  await expect(zip.unpack(entries.get('liar')!.locator, `${to}-liar`)).rejects.toThrow(ArchiveError)
  await expect(zip.unpack({ ...entries.get('a')!.locator, offset: 3 }, `${to}-gone`)).rejects.toThrow(ArchiveError)
  zip.close()
})

test.each([Buffer.alloc(0), Buffer.from('no archive'), zipOf([{ name: 'a', data }]).subarray(0, 40)])(
  'what is no ZIP is an error of the archive: %#',
  async (bytes) => {
    await expect(filesOf(bytes)).rejects.toThrow(ArchiveError)
  },
)
