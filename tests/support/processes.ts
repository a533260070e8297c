import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { chooseRunner } from '../../app/server/postgres/run-as'

/** The id of the process that runs `name` (start, web, worker) on a data folder. */
export function pidOf(name: string, dataDir: string): number | undefined {
  for (const entry of existsSync('/proc') ? readdirSync('/proc') : []) {
    if (!/^\d+$/.test(entry)) continue
    const words = textOf(`/proc/${entry}/cmdline`)
    if (!words.includes(`processes/${name}.js`)) continue
    if (textOf(`/proc/${entry}/environ`).split('\0').includes(`VITRINE_DATA=${dataDir}`)) return Number(entry)
  }
  return undefined
}

/** The ids of the processes in whose command line a text stands. */
export const processesWith = (text: string): number[] =>
  readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && textOf(`/proc/${entry}/cmdline`).includes(text))
    .map(Number)

/** The real folder of the embedded database of a data folder. */
export async function databaseDirOf(dataDir: string): Promise<string> {
  return (await chooseRunner(path.join(dataDir, 'postgres'))).dir
}

/** Connects to the embedded database of a data folder in use. */
export async function openEmbedded(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: await embeddedUrl(dataDir) })
  await client.connect()
  return client
}

/** The URL of that database. */
export async function embeddedUrl(dataDir: string): Promise<string> {
  const lines = (await readFile(path.join(await databaseDirOf(dataDir), 'postmaster.pid'), 'utf8')).split('\n')
  const password = (await readFile(path.join(dataDir, 'secrets/database-password'), 'utf8')).trim()
  return `postgres://vitrine:${password}@127.0.0.1:${lines[3]}/vitrine`
}

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
