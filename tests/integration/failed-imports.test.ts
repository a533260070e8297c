import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importsOf } from '#tests/support/import-world'
import { openWorld, type World } from '#tests/support/world'
import { runImportJob } from '~/domain/imports/import.jobs.server'
import { startImport } from '~/domain/imports/imports.commands.server'
import { findImport } from '~/domain/imports/imports.queries.server'
import { importBatch } from '~/domain/imports/run-import.commands.server'
import { StorageError } from '~/platform/storage'

let world: World
let imports: ReturnType<typeof importsOf>
beforeAll(async () => {
  world = await openWorld()
  imports = importsOf(world)
})
afterAll(() => world.close())

test('an import that failed goes on from where it was; one whose dry run failed cannot', async () => {
  const folder = path.join(imports.root, 'away')
  await mkdir(folder, { recursive: true })
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f'])
    await writeFile(path.join(folder, `${name}.jpg`), await world.jpeg())
  const id = await imports.plan({ kind: 'folder', location: 'away' })
  await startImport(world.db, imports.by, id)
  let settled = 0
  await importBatch(imports.services, id, { onItem: () => void settled++, isStopped: () => settled >= 1 })
  await rename(folder, `${folder}-moved`)
  await imports.finish(id)
  expect(await findImport(world.db, id)).toMatchObject({ state: 'failed', reason: 'source_gone' })
  const { created, waiting } = await imports.counts(id)
  expect([created > 0, waiting > 0, created + waiting]).toEqual([true, true, 6])
  await rename(`${folder}-moved`, folder)
  await startImport(world.db, imports.by, id)
  await imports.finish(id)
  expect(await imports.counts(id)).toMatchObject({ created: 6, refused: 0, waiting: 0 })
  const unplanned = await imports.plan({ kind: 'folder', location: 'nowhere' })
  await expect(startImport(world.db, imports.by, unplanned)).rejects.toMatchObject({ code: 'import.moving' })
})

test('a store that does not answer is tried again, and after the last attempt the import fails with that reason', async () => {
  await mkdir(path.join(imports.root, 'unreached'), { recursive: true })
  await writeFile(path.join(imports.root, 'unreached/a.jpg'), await world.jpeg())
  const id = await imports.plan({ kind: 'folder', location: 'unreached' })
  await startImport(world.db, imports.by, id)
  const away = new StorageError('unavailable', 'any', { outage: 'no_answer' })
  const services = { ...imports.services, storage: { ...world.storage, head: () => Promise.reject(away) } }
  await expect(runImportJob.perform({ runId: id }, false, services)).rejects.toBe(away)
  expect(await imports.state(id)).toBe('running')
  await expect(runImportJob.perform({ runId: id }, true, services)).rejects.toBe(away)
  expect(await findImport(world.db, id)).toMatchObject({ state: 'failed', reason: 'store_no_answer' })
  await startImport(world.db, imports.by, id)
  await imports.finish(id)
  expect(await imports.counts(id)).toMatchObject({ created: 1, refused: 0 })
})
