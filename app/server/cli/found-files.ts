import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import path from 'node:path'

/** A file of a folder tree. A name on disk is bytes, which need not be UTF-8: the path is kept as it is. */
export interface FoundFile {
  location: Buffer
  /** Path below the folder, to be read; bytes that are no UTF-8 are shown as U+FFFD. */
  file: string
}

const SLASH = Buffer.from('/')

/** Every file below a folder, by path; links are not followed, so a tree cannot reach outside itself. */
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
 * Lends a path to a file that is valid text: decoders take no other. A file whose own path is not gets a link to it in
 * `tempDir` for as long as `use` runs.
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
