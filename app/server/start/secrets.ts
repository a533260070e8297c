import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { unlessAbsent } from '~/platform/files/file-errors'

export interface Secrets {
  databasePassword: string
  sessionSecret: string
}

/** Returns an installation's generated secrets, stored in `dataDir/secrets` and readable only by its owner. */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const folder = path.join(dataDir, 'secrets')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return {
    databasePassword: await readOrMake(path.join(folder, 'database-password')),
    sessionSecret: await readOrMake(path.join(folder, 'session-secret')),
  }
}

/** Throws when the file exists and cannot be read: a new secret would replace the one in use. */
async function readOrMake(file: string): Promise<string> {
  const there = await readFile(file, 'utf8').catch(unlessAbsent(''))
  if (there.trim()) return there.trim()
  const made = randomBytes(32).toString('base64url')
  await writeFile(file, `${made}\n`, { mode: 0o600 })
  return made
}
