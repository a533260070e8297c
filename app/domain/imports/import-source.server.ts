import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { Db } from '~/platform/db.server'
import type { Env } from '~/platform/env.server'
import { isAbsent } from '~/platform/files/file-errors'
import { filesUnder, isFileWithin, withReadablePath } from '~/platform/files/found-files.server'
import { openZip, type ZipLocator } from '~/platform/files/zip-files.server'
import type { Interruptible } from '~/platform/jobs'
import { type Storage, StorageError } from '~/platform/storage'
import { removeFolder, temporaryFolder, withDownloaded } from '~/platform/storage/local-copy.server'
import type { Staging } from '~/platform/storage/staging.server'
import type { ImportRun } from './import'
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

type Use<T> = (source: ImportSource) => Promise<T>

/** Opens the source of a run while `use` runs. Throws ImportError when it cannot be opened. */
export async function withSource<T>(services: ImportServices, run: ImportRun, use: Use<T>): Promise<T> {
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

async function withZip<T>(services: ImportServices, run: ImportRun, use: Use<T>): Promise<T> {
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
async function folderSource({ env, tempDir }: ImportServices, run: ImportRun): Promise<ImportSource> {
  const root = await rootOf(env, run)
  return {
    async *files() {
      for await (const { location, file } of filesUnder(root)) {
        const found = await stat(location).catch(() => undefined)
        const byteSize = found?.size ?? null
        const isText = Buffer.from(location.toString('utf8')).equals(location)
        const locator = isText ? {} : { bytes: location.subarray(Buffer.byteLength(root) + 1).toString('base64') }
        yield { path: file, byteSize, locator, refusal: refusalBySize(byteSize, env) }
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

async function rootOf({ importRoot }: ImportServices['env'], { isLocal, location }: ImportRun): Promise<string> {
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

const refusalBySize = (byteSize: number | null, { maxUploadBytes }: ImportServices['env']) =>
  byteSize !== null && byteSize > maxUploadBytes ? 'too_large' : undefined

async function withBucket<T>({ env, tempDir }: ImportServices, run: ImportRun, use: Use<T>): Promise<T> {
  const config = env.importS3
  if (!config) throw new ImportError('not_configured')
  const { objectsUnder, openBucketReader } = await import('~/platform/storage/s3-prefix.server')
  const prefix = run.location ?? ''
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1)
  const bucket = openBucketReader(config)
  try {
    return await use({
      async *files() {
        for await (const { key, byteSize } of objectsUnder(config, prefix)) {
          // Keys that end in a slash are the folders of consoles.
          if (key.endsWith('/')) continue
          yield { path: key.slice(folder.length), byteSize, locator: { key }, refusal: refusalBySize(byteSize, env) }
        }
      },
      withFile: ({ locator }, read) => {
        const open = async () => bounded(await bucket.read(String(locator.key)).catch(goneFile), env.maxUploadBytes)
        return withDownloaded(open, tempDir, (localPath) => read(localPath, true))
      },
    })
  } finally {
    bucket.close()
  }
}

/** Errors of S3 that concern one object: no right to read it, or it is archived and would have to be restored first. */
const OF_ONE_OBJECT = ['AccessDenied', 'InvalidObjectState']

function goneFile(error: unknown): never {
  if (!(error instanceof StorageError)) throw error
  if (error.code === 'missing') throw new ImportError('file_gone', { cause: error })
  if (error.cause instanceof Error && OF_ONE_OBJECT.includes(error.cause.name))
    throw new ImportError('unreadable', { cause: error })
  throw error
}

/** Returns a stream that fails after `most` bytes: an object may have been replaced since it was listed. */
function bounded(body: Readable, most: number): Readable {
  return Readable.from(
    (async function* () {
      let size = 0
      for await (const chunk of body as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > most) throw new ImportError('too_large')
        yield chunk
      }
    })(),
  )
}
