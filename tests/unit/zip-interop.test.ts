import { execFile, execFileSync } from 'node:child_process'
import { open, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf, MODIFIED_AT, mixedKit, openZipWorld, written, type ZipWorld } from '#tests/support/zip-world'
import { safeNames } from '~/platform/zip/names'
import { planZip, type ZipEntry, type ZipPlan } from '~/platform/zip/plan'

const run = promisify(execFile)
const MOST = { maxBuffer: 64 * 1024 * 1024 }

function isInstalled(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const UNZIP = isInstalled('unzip', ['-v'])
const SEVEN_ZIP = isInstalled('7z', ['i'])
const PYTHON = isInstalled('python3', ['--version'])
const CHECK = 'import sys, zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None'
const READERS: [name: string, installed: boolean, test: (zip: string) => [string, string[]]][] = [
  ['unzip', UNZIP, (zip) => ['unzip', ['-tqq', zip]]],
  ['7z', SEVEN_ZIP, (zip) => ['7z', ['t', '-bso0', '-bsp0', zip]]],
  ['python3', PYTHON, (zip) => ['python3', ['-c', CHECK, zip]]],
]

/** A test for each reader; those that are not installed are skipped by name. */
function testReaders(title: string, check: (command: (zip: string) => [string, string[]]) => Promise<unknown>): void {
  for (const [name, installed, command] of READERS) {
    test.skipIf(!installed)(`${name} ${title}`, () => check(command), 60_000)
  }
}

const LIST = `
import sys, json, zipfile
print(json.dumps([[i.filename, i.file_size, i.CRC, i.header_offset, list(i.date_time), i.external_attr >> 16, i.flag_bits]
  for i in zipfile.ZipFile(sys.argv[1]).infolist()]))`

type Listed = [string, number, number, number, number[], number, number]
const listed = async (zip: string): Promise<Listed[]> =>
  JSON.parse((await run('python3', ['-c', LIST, zip], MOST)).stdout)

let world: ZipWorld
beforeAll(async () => {
  world = await openZipWorld('files')
})
afterAll(() => world?.close())

/** Writes the ZIP to a file; objects not stored become holes, so that ten gigabytes take a few kilobytes. */
async function fileOf(name: string, plan: ZipPlan, stored = true): Promise<string> {
  const file = path.join(world.folder, name)
  if (stored) {
    await writeFile(file, await bytesOf(plan, world.storage))
    return file
  }
  const handle = await open(file, 'w')
  for (const stretch of plan.stretches) {
    if (!('key' in stretch)) await handle.write(stretch.bytes(), 0, stretch.length, stretch.start)
  }
  await handle.close()
  return file
}

describe('a ZIP of every kind of entry', () => {
  let zip: string
  let entries: ZipEntry[]
  beforeAll(async () => {
    entries = await mixedKit(world)
    zip = await fileOf('mixed.zip', planZip(entries))
  })

  testReaders('reports no error', (command) => run(...command(zip)))

  testReaders('reports an error after one byte was changed', async (command) => {
    const bytes = await readFile(zip)
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1)
    const broken = path.join(world.folder, 'broken.zip')
    await writeFile(broken, bytes)
    await expect(run(...command(broken))).rejects.toThrow()
  })

  test.skipIf(!PYTHON)('python3 lists names, sizes, CRC-32, times and modes as planned', async () => {
    expect((await listed(zip)).map(([name, size, crc]) => [name, size, crc])).toEqual(
      entries.map(({ name, size, crc32 }) => [name, size, crc32]),
    )
    for (const [, , , , time, mode, flags] of await listed(zip)) {
      expect([time, mode, flags]).toEqual([[2026, 3, 1, 12, 34, 56], 0o100644, 0x0800])
    }
  })

  test.skipIf(!UNZIP)('unzip extracts bytes, names and times as planned', async () => {
    const folder = path.join(world.folder, 'unpacked')
    await run('unzip', ['-q', zip, '-d', folder], { env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'Asia/Tokyo' } })
    const file = path.join(folder, 'CREDITS.csv')
    expect(await readFile(file, 'utf8')).toBe('file,credit\r\nÄ.jpg,"Iñaki"\r\n')
    expect((await stat(path.join(folder, 'Ärger – 山.jpg'))).size).toBe(40_000)
    // The time zone of the reader shifts DOS times, not the extended timestamp.
    expect((await stat(file)).mtime).toEqual(MODIFIED_AT)
  })
})

describe('a ZIP with hostile file names made safe', () => {
  const hostile = [
    '../../up.txt',
    '/abs.txt',
    'C:\\win.txt',
    'CON',
    'a\u202etxt.exe',
    'Same.txt',
    'same.TXT',
    '',
    'é',
    'e\u0301',
  ]
  const names = safeNames([...hostile, ...hostile])

  testReaders('reads it', async (command) => {
    const zip = await fileOf('names.zip', planZip(names.map((name) => written(name, name))))
    await run(...command(zip))
    if (PYTHON) expect((await listed(zip)).map(([name]) => name)).toEqual(names)
  })
})

describe('a ZIP of 70,000 entries', () => {
  const COUNT = 70_000
  let zip: string
  beforeAll(async () => {
    const entries = Array.from({ length: COUNT }, (_, n) => written(`file-${n}.txt`, `${n}`))
    zip = await fileOf('many.zip', planZip(entries))
  })

  testReaders('reads all entries', (command) => run(...command(zip), MOST))

  test.skipIf(!PYTHON)('python3 lists all entries', async () => {
    const found = await listed(zip)
    expect(found).toHaveLength(COUNT)
    expect(found.at(-1)!.slice(0, 2)).toEqual([`file-${COUNT - 1}.txt`, 5])
  })
})

describe('a ZIP of more than 4 GiB', () => {
  const GIB = 1024 ** 3
  const entry = (name: string, size: number): ZipEntry => {
    return { name, size, crc32: 0, modifiedAt: MODIFIED_AT, source: { kind: 'object', key: `none/${name}` } }
  }
  const entries = [
    entry('five.bin', 5 * GIB),
    entry('mark.bin', 0xffffffff),
    entry('small.bin', 7),
    entry('four.bin', 4 * GIB),
  ]

  test.skipIf(!PYTHON)('python3 finds every entry at its offset', async () => {
    const plan = planZip(entries)
    const zip = await fileOf('huge.zip', plan, false)
    const found = await listed(zip)
    expect(found.map(([name, size]) => [name, size])).toEqual(entries.map(({ name, size }) => [name, size]))
    const headers = plan.stretches.filter((each, n) => !('key' in each) && n < 2 * entries.length)
    expect(found.map(([, , , offset]) => offset)).toEqual(headers.map(({ start }) => start))
    expect((await stat(zip)).size).toBe(plan.length)
  })

  test.skipIf(!SEVEN_ZIP)('7z lists the size of every entry', async () => {
    const zip = await fileOf('huge.zip', planZip(entries), false)
    const { stdout } = await run('7z', ['l', '-slt', zip])
    const sizes = [...stdout.matchAll(/^Size = (\d+)$/gm)].map(([, size]) => Number(size))
    expect(sizes).toEqual(entries.map(({ size }) => size))
    expect(stdout).not.toMatch(/warning|error/i)
  })

  test.skipIf(!UNZIP)('unzip lists the size of every entry', async () => {
    // UnZip 6.00 takes a size of exactly the mark for one held in ZIP64 when it reads the next entry (process.c).
    const others = entries.filter(({ size }) => size !== 0xffffffff)
    const zip = await fileOf('huge.zip', planZip(others), false)
    const { stdout } = await run('unzip', ['-l', zip])
    for (const { name, size } of others) expect(stdout).toMatch(new RegExp(`^ *${size} .*${name}$`, 'm'))
  })
})
