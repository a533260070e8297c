import { lstat, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises'
import path from 'node:path'

/** A file of a folder tree. File names on disk are bytes and need not be UTF-8, so the path is kept as bytes. */
export interface FoundFile {
  location: Buffer
  /** Path below the folder, for display; bytes that are not UTF-8 appear as U+FFFD. */
  file: string
}

const SLASH = Buffer.from('/')

/**
 * Yields every file below a folder, each folder's entries ordered by their names. Does not follow symbolic links, which could
 * lead outside it.
 */
export async function* filesUnder(root: string): AsyncGenerator<FoundFile> {
  yield* walk(Buffer.from(root), '')
}

async function* walk(folder: Buffer, below: string): AsyncGenerator<FoundFile> {
  const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' })
  entries.sort((a, b) => Buffer.compare(a.name, b.name))
  for (const entry of entries) {
    const location = Buffer.concat([folder, SLASH, entry.name])
    const file = below + entry.name.toString('utf8')
    if (entry.isDirectory()) yield* walk(location, `${file}/`)
    else if (entry.isFile()) yield { location, file }
  }
}

/**
 * Returns whether a path is a file itself and lies below `root` when all symbolic links are resolved: a link may have taken
 * the place of a folder since it was listed.
 */
export async function isFileWithin(location: Buffer, root: string): Promise<boolean> {
  const [real, realRoot, found] = await Promise.all([
    realpath(location, { encoding: 'buffer' }),
    realpath(root, { encoding: 'buffer' }),
    lstat(location),
  ])
  const inside = Buffer.concat([realRoot, realRoot.equals(SLASH) ? Buffer.alloc(0) : SLASH])
  return found.isFile() && real.subarray(0, inside.length).equals(inside)
}

/**
 * Calls `use` with a path to a file that is valid text, because decoders accept no other. A file whose own path is not gets
 * a symbolic link in `tempDir` while `use` runs.
 */
export async function withReadablePath<T>(
  location: Buffer,
  tempDir: string,
  use: (localPath: string) => Promise<T>,
): Promise<T> {
  const text = location.toString('utf8')
  if (Buffer.from(text).equals(location)) return use(text)
  await mkdir(tempDir, { recursive: true })
  const folder = await mkdtemp(path.join(tempDir, 'import-'))
  try {
    const link = path.join(folder, 'file')
    await symlink(location, link)
    return await use(link)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
