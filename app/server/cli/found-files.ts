import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import path from 'node:path'

/** A file of a folder tree. File names on disk are bytes and need not be UTF-8, so the path is kept as bytes. */
export interface FoundFile {
  location: Buffer
  /** Path below the folder, for display; bytes that are not UTF-8 appear as U+FFFD. */
  file: string
}

const SLASH = Buffer.from('/')

/** Returns every file below a folder, ordered by path. Does not follow symbolic links, which could lead outside it. */
export async function filesUnder(root: string): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  const walk = async (folder: Buffer, below: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
      const location = Buffer.concat([folder, SLASH, entry.name])
      const file = below + entry.name.toString('utf8')
      if (entry.isDirectory()) await walk(location, `${file}/`)
      else if (entry.isFile()) found.push({ location, file })
    }
  }
  await walk(Buffer.from(root), '')
  return found.sort((a, b) => Buffer.compare(a.location, b.location))
}

/**
 * Calls `use` with a path to a file that is valid text, because decoders accept no other. A file whose own path is not gets
 * a symbolic link in `tempDir` while `use` runs.
 */
export async function withReadablePath<T>(
  { location }: FoundFile,
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
