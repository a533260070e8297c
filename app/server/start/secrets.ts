import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

export interface Secrets {
  databasePassword: string
  sessionSecret: string
}

/** The secrets of a house that keeps its own: made once, kept under `dataDir/secrets` where only its owner reads them. */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const folder = path.join(dataDir, 'secrets')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return {
    databasePassword: await readOrMake(path.join(folder, 'database-password')),
    sessionSecret: await readOrMake(path.join(folder, 'session-secret')),
  }
}

async function readOrMake(file: string): Promise<string> {
  const there = await readFile(file, 'utf8').catch(() => '')
  if (there.trim()) return there.trim()
  const made = randomBytes(32).toString('base64url')
  await writeFile(file, `${made}\n`, { mode: 0o600 })
  return made
}
