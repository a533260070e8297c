import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { corpus, hasCorpus, testFiles } from '#tests/support/corpus'
import { openWorld, type World } from '#tests/support/world'
import { readEnv } from '~/platform/env.server'
import { importFiles } from '../../app/server/cli/import-files'

let world: World
let lines: string[]
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
afterEach(() => vi.restoreAllMocks())

async function run(folder: string, as?: string, stop?: AbortController): Promise<number> {
  lines = []
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    for (const line of String(chunk).split('\n').filter(Boolean)) {
      lines.push(line)
      stop?.abort()
    }
    return true
  })
  const { db, storage, staging } = world
  const tempDir = path.join(world.folder, 'tmp')
  const cli = { db, storage, staging, tempDir, env: readEnv({}), close: async () => {} }
  return importFiles(cli, folder, { as }, stop?.signal)
}

test('import stores the paths of a folder tree, reports what is there already and refusals, and exits with 1 after a refusal', async () => {
  const folder = path.join(world.folder, 'import')
  await mkdir(path.join(folder, 'press/2026'), { recursive: true })
  const bytes = await world.jpeg(320, 200)
  await writeFile(path.join(folder, 'a first.jpg'), bytes)
  await writeFile(path.join(folder, 'press/2026/ridge.jpg'), await world.jpeg())
  expect(await run(folder, 'iker@mendialde.example')).toBe(0)
  await writeFile(path.join(folder, 'z empty.jpg'), '')
  expect(await run(folder)).toBe(1)
  expect(lines).toEqual(
    expect.arrayContaining([
      'same      a first.jpg',
      'same      press/2026/ridge.jpg',
      'refused   z empty.jpg: empty',
      '3 files: 0 imported, 0 new versions, 0 updated, 2 the same, 0 duplicate, 1 refused, 0 left out',
    ]),
  )
  const kept = await world.db.selectFrom('asset').select(['sourcePath', 'createdBy']).execute()
  expect(kept).toContainEqual({ sourcePath: 'press/2026/ridge.jpg', createdBy: world.iker.id })
})

test('an aborted import finishes the current files, reports how many are left, and continues on the next run', async () => {
  const folder = path.join(world.folder, 'many')
  await mkdir(folder)
  for (let index = 0; index < 12; index++) await writeFile(path.join(folder, `${index}.jpg`), await world.jpeg())
  expect(await run(folder, undefined, new AbortController())).toBe(130)
  const [, left] = /^Stopped: (\d+) files were not looked at\.$/.exec(lines.at(-1)!)!
  const came = 12 - Number(left)
  expect(came).toBeGreaterThan(0)
  expect(came).toBeLessThan(12)
  expect(await run(folder)).toBe(0)
  expect(lines).toContain(
    `12 files: ${left} imported, 0 new versions, 0 updated, ${came} the same, 0 duplicate, 0 refused, 0 left out`,
  )
})

test('import replaces the invalid bytes of names that are not UTF-8, and leaves no temporary file', async () => {
  const folder = Buffer.from(path.join(world.folder, 'latin'))
  const inFolder = Buffer.concat([folder, Buffer.from('/a\xf1o', 'latin1')])
  await mkdir(inFolder, { recursive: true })
  const bytes = await world.jpeg(200, 100)
  await writeFile(Buffer.concat([inFolder, Buffer.from('/Jos\xe9.jpg', 'latin1')]), bytes)
  expect(await run(folder.toString())).toBe(0)
  expect(lines).toContain('imported  a\ufffdo/Jos\ufffd.jpg')
  const { sha256, sourcePath } = await world.db
    .selectFrom('assetVersion as version')
    .innerJoin('asset', 'asset.currentVersionId', 'version.id')
    .select(['version.sha256', 'asset.sourcePath'])
    .where('version.fileName', '=', 'Jos\ufffd.jpg')
    .executeTakeFirstOrThrow()
  expect(sourcePath).toBe('a\ufffdo/Jos\ufffd.jpg')
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect((await readdir(path.join(world.folder, 'tmp'))).filter((name) => name.startsWith('import-'))).toEqual([])
})

test('import of a missing folder exits with 2', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(await run(path.join(world.folder, 'nowhere'))).toBe(2)
})

test.each([
  ['the test files', testFiles, /^cut\.jpg/],
  ...(hasCorpus ? [['the corpus', corpus, /^hostile\//] as const] : []),
] as const)('import of %s reports every file, with only broken ones refused', async (_name, folder, broken) => {
  expect(await run(folder)).toBe(1)
  const summary =
    /^(\d+) files: (\d+) imported, (\d+) new versions, (\d+) updated, (\d+) the same, (\d+) duplicate, (\d+) refused, (\d+) left out$/
  const [, files, ...parts] = summary.exec(lines.find((line) => summary.test(line)) ?? '')!.map(Number)
  expect(files).toBeGreaterThan(14)
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(files)
  const refused = lines.filter((line) => line.startsWith('refused')).map((line) => line.slice(10))
  expect(
    refused.every((line) => broken.test(line)),
    refused.join('\n'),
  ).toBe(true)
})
