import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Db } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import { isAbsent } from '~/platform/files/file-errors'
import { filesUnder, isFileWithin, withReadablePath } from '~/platform/files/found-files.server'
import { openZip, type ZipLocator } from '~/platform/files/zip-files.server'
import type { Interruptible } from '~/platform/jobs'
import { type Storage, StorageError } from '~/platform/storage'
import { removeFolder, temporaryFolder } from '~/platform/storage/local-copy.server'
import type { Staging } from '~/platform/storage/staging.server'
import { withBucket } from './bucket-source.server'
import { type ImportRun, refusalBySize } from './import'
import { ImportError } from './import-error'

/** What an import works with. */
export interface ImportServices extends Interruptible {
  db: Db
  storage: Storage
  staging: Staging
  /** Folder for temporary files. */
  tempDir: string
  env: Pick<Env, 'importRoot' | 'importS3' | 'maxUploadBytes' | 'scanProgram'>
}

export interface SourceFile {
  path: string
  byteSize: number | null
  /** How to find it again, as JSON. */
  locator: Record<string, unknown>
  /** Why it cannot be imported, known before it is read. */
  refusal?: string
}

export interface LocatedFile {
  path: string
  locator: Record<string, unknown>
}

/** An open source of files. */
export interface ImportSource {
  files: () => AsyncIterable<SourceFile>
  /**
   * Calls `use` with a local path of a file's bytes, and whether that is a copy made for it. Throws ImportError `file_gone`,
   * `unreadable`, `damaged`, `too_large`.
   */
  withFile: <T>(file: LocatedFile, use: (localPath: string, isCopy: boolean) => Promise<T>) => Promise<T>
}

export type Use<T> = (source: ImportSource) => Promise<T>

/** Where the files of a run are. */
export type ImportPlace = Pick<ImportRun, 'kind' | 'location' | 'uploadId' | 'isLocal'>

/** Opens the source of a run while `use` runs. Throws ImportError when it cannot be opened. */
export async function withSource<T>(services: ImportServices, run: ImportPlace, use: Use<T>): Promise<T> {
  switch (run.kind) {
    case 'zip':
      return withZip(services, run, use)
    case 'folder':
      return use(await folderSource(services, run))
    case 's3':
      return withBucket(services, run, use)
    case 'manifest':
      return use(NO_FILES)
  }
}

const NO_FILES: ImportSource = {
  files: async function* () {},
  withFile: async () => {
    throw new ImportError('file_gone')
  },
}

async function withZip<T>(services: ImportServices, run: ImportPlace, use: Use<T>): Promise<T> {
  const { staging, env, tempDir } = services
  const open = async (localPath: string) => {
    const zip = await openZip(localPath).catch((error: unknown) => {
      throw new ImportError(isAbsent(error) ? 'source_gone' : 'source_unreadable', { cause: error })
    })
    try {
      return await use({
        async *files() {
          for await (const { path: name, locator, refusal } of zip.files({ maxBytes: env.maxUploadBytes }))
            yield { path: name, byteSize: locator.size, locator: { ...locator }, refusal }
        },
        withFile: async ({ locator }, read) => {
          const folder = await temporaryFolder(tempDir)
          try {
            const copy = path.join(folder, 'file')
            await zip.unpack(locator as unknown as ZipLocator, copy).catch((error: unknown) => {
              throw isNoSpace(error) ? error : new ImportError('damaged', { cause: error })
            })
            return await read(copy, true)
          } finally {
            await removeFolder(folder)
          }
        },
      })
    } finally {
      zip.close()
    }
  }
  if (run.isLocal) return open(run.location ?? '')
  return staging.withLocalFile(run.uploadId ?? '', open).catch(goneSource)
}

const isNoSpace = (error: unknown) => (error as NodeJS.ErrnoException | null)?.code === 'ENOSPC'

function goneSource(error: unknown): never {
  if (error instanceof StorageError && error.code === 'missing') throw new ImportError('source_gone', { cause: error })
  throw error
}

/** Returns the files of a folder on this machine: of the command any, of pages one below `IMPORT_ROOT`. */
async function folderSource({ env, tempDir }: ImportServices, run: ImportPlace): Promise<ImportSource> {
  const root = await rootOf(env, run)
  return {
    async *files() {
      for await (const { location, file } of filesUnder(root)) {
        const found = await stat(location).catch(() => undefined)
        const byteSize = found?.size ?? null
        const isText = Buffer.from(location.toString('utf8')).equals(location)
        const locator = isText ? {} : { bytes: location.subarray(Buffer.byteLength(root) + 1).toString('base64') }
        yield { path: file, byteSize, locator, refusal: refusalBySize(byteSize, env.maxUploadBytes) }
      }
    },
    withFile: async ({ path: file, locator }, read) => {
      const below = typeof locator.bytes === 'string' ? Buffer.from(locator.bytes, 'base64') : Buffer.from(file)
      const location = Buffer.concat([Buffer.from(`${root}/`), below])
      const isThere = await isFileWithin(location, root).catch((error: unknown) => {
        if (isAbsent(error)) throw new ImportError('file_gone', { cause: error })
        throw error
      })
      if (!isThere) throw new ImportError('file_gone')
      return withReadablePath(location, tempDir, (localPath) => read(localPath, false))
    },
  }
}

async function rootOf({ importRoot }: ImportServices['env'], { isLocal, location }: ImportPlace): Promise<string> {
  if (!isLocal && !importRoot) throw new ImportError('not_configured')
  const root = isLocal ? path.resolve(location ?? '') : path.resolve(importRoot ?? '', location ?? '')
  // By its text first, so that nothing outside is even looked at; then without its symbolic links.
  if (!isLocal && !isBelow(root, importRoot ?? '')) throw new ImportError('outside_root')
  const [real, realImportRoot] = await Promise.all([realpath(root), isLocal ? '/' : realpath(importRoot ?? '')]).catch(
    (error: unknown) => {
      throw new ImportError('source_gone', { cause: error })
    },
  )
  if (!isBelow(real, realImportRoot)) throw new ImportError('outside_root')
  if (!(await stat(real)).isDirectory()) throw new ImportError('source_gone')
  return real
}

const isBelow = (folder: string, root: string) =>
  folder === root || folder.startsWith(root.endsWith('/') ? root : `${root}/`)
