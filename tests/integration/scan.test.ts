import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { scanner } from '~/platform/converters/scan.server'

let world: World
let file: string
beforeAll(async () => {
  world = await openWorld()
  file = path.join(world.folder, 'scanned')
  await writeFile(file, 'bytes')
})
afterAll(() => world.close())

// Programs of every Debian stand in for scanners: what counts is with what they end.
test.each([
  ['ends with 0 lets the file in', 'cat', 'clean'],
  ['ends with 1 refuses it', 'false', 'refused'],
  ['ends with something else gives no answer', 'diff', 'failed'],
  ['is not installed gives no answer', 'no-such-scanner', 'failed'],
] as const)('a scanner that %s', async (_, scanProgram, verdict) => {
  expect(await scanner({ scanProgram }, path.join(world.folder, 'tmp'))?.(file)).toBe(verdict)
})

test('there is no scan where none is set up', () => {
  expect(scanner({}, world.folder)).toBeUndefined()
})
