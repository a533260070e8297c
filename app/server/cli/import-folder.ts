import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { cleanFileName, cleanPath } from '~/domain/assets/file-name'
import { ingest } from '~/domain/assets/ingest.commands.server'
import type { Actor } from '~/domain/audit/audit'
import { SYSTEM } from '~/domain/audit/audit-log.commands.server'
import { actorOf } from '~/domain/identity/actor'
import { unlessAbsent } from '~/platform/files/file-errors'
import { fingerprint } from '~/platform/files/fingerprint.server'
import { runInBackground } from '../background'
import { type FoundFile, filesUnder, withReadablePath } from './found-files'
import type { Cli } from './open'
import { openProgress } from './progress'

export type Outcome = 'imported' | 'duplicate' | 'refused' | 'failed'

export interface ImportedFile {
  file: string
  outcome: Outcome
  /** Why it was refused or failed, or the asset that already has these bytes. */
  note?: string
}

const AT_ONCE = 4
/** Exit code of a program ended by Ctrl-C, as shells report it: 128 plus the number of SIGINT. */
const STOPPED = 130

/**
 * Imports a folder tree into the library, keeps the paths, and prints the result for every file. Returns the exit code: 0, 1
 * when a file was refused or failed, 130 when `stop` aborted before the last one. Files being ingested at that moment are
 * completed; running the command again continues, because files already in the library are reported as duplicates.
 */
export async function importFolder(cli: Cli, folder: string, email?: string, stop?: AbortSignal): Promise<number> {
  runInBackground()
  const root = path.resolve(folder)
  if (!(await stat(root).catch(unlessAbsent(undefined)))?.isDirectory()) {
    process.stderr.write(`Not a folder: ${folder}\n`)
    return 2
  }
  const by = await actorFor(cli, email)
  const files = await filesUnder(root)
  const progress = openProgress(files.length)
  const report: ImportedFile[] = []
  const queue = files.values()
  const work = async () => {
    for (const file of queue) {
      if (stop?.aborted) return
      const line = await importFile(cli, by, file)
      report.push(line)
      progress.step(line)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  progress.end()
  const code = summarise(report)
  if (report.length === files.length) return code
  process.stdout.write(`Stopped: ${files.length - report.length} files were not looked at.\n`)
  return STOPPED
}

async function importFile({ db, storage, tempDir }: Cli, by: Actor, found: FoundFile): Promise<ImportedFile> {
  const { file } = found
  try {
    return await withReadablePath(found, tempDir, async (localPath) => {
      const digest = await fingerprint(createReadStream(localPath))
      const arrived = { localPath, fileName: cleanFileName(file), relativePath: cleanPath(file), digest }
      const taken = await ingest(db, by, arrived, {
        store: (key, mediaType) => storage.put(key, createReadStream(localPath), { size: digest.byteSize, mediaType }),
      })
      if (taken.outcome === 'taken') return { file, outcome: 'imported' }
      if (taken.outcome === 'duplicate') return { file, outcome: 'duplicate', note: taken.duplicate.title }
      return { file, outcome: 'refused', note: taken.reason }
    })
  } catch (error) {
    return { file, outcome: 'failed', note: error instanceof Error ? error.message : String(error) }
  }
}

function summarise(report: ImportedFile[]): number {
  const count = (outcome: Outcome) => report.filter((line) => line.outcome === outcome).length
  const [imported, duplicate, refused, failed] = [
    count('imported'),
    count('duplicate'),
    count('refused'),
    count('failed'),
  ]
  process.stdout.write(
    `\n${report.length} files: ${imported} imported, ${duplicate} duplicate, ${refused} refused, ${failed} failed\n`,
  )
  if (imported) process.stdout.write('Pictures of them are made while Vitrine runs.\n')
  return refused + failed > 0 ? 1 : 0
}

async function actorFor({ db }: Cli, email?: string): Promise<Actor> {
  if (!email) return SYSTEM
  const person = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  if (!person) throw new Error(`nobody signs in as ${email}`)
  return actorOf(person)
}
