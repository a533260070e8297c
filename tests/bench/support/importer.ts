/** A separate process that ingests files into a running product at a steady rate; no portal shows them. */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ingest } from '~/domain/assets/ingest.commands.server'
import { SYSTEM } from '~/domain/audit/audit-log.commands.server'
import { openDatabase, openPool } from '~/platform/db.server'
import { readEnv } from '~/platform/env.server'
import { fingerprint } from '~/platform/files/fingerprint.server'
import { newSecret } from '~/platform/ids.server'
import { diskStorage } from '~/platform/storage/disk.server'
import { runInBackground } from '~/server/background'

export interface AskedImport {
  databaseUrl: string
  objects: string
  perSecond: number
  seconds: number
}

async function importSteadily({ databaseUrl, objects, perSecond, seconds }: AskedImport): Promise<number> {
  const pool = openPool(databaseUrl, { max: 4 })
  const [db, storage] = [openDatabase(pool), diskStorage(objects)]
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-bench-import-'))
  const began = performance.now()
  const importOne = async (fileName: string) => {
    const localPath = path.join(folder, fileName)
    await writeFile(localPath, `code;name\n${newSecret()};${fileName}\n`)
    const digest = await fingerprint(createReadStream(localPath))
    await ingest(
      db,
      SYSTEM,
      { localPath, fileName, digest },
      {
        store: (key, mediaType) => storage.put(key, createReadStream(localPath), { size: digest.byteSize, mediaType }),
      },
    )
  }
  let count = 0
  while (performance.now() - began < seconds * 1000) {
    const due = began + (count * 1000) / perSecond
    if (due > performance.now()) await sleep(due - performance.now())
    await importOne(`list-${count++}.csv`)
  }
  await pool.end()
  await rm(folder, { recursive: true, force: true })
  return (count * 1000) / (performance.now() - began)
}

runInBackground(readEnv().workerNice) // as `vitrine import` does
process.on('message', (asked: AskedImport) => {
  importSteadily(asked).then(
    (perSecond) => process.send?.({ perSecond }),
    (error) => process.send?.({ failed: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
