import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { Storage } from '~/platform/storage'
import type { ZipEntry } from '~/platform/zip/plan'

/** One file of a kit as stored in the database. */
export interface KitFile {
  key: string
  name: string
  size: number
  crc32: number
  /** The local path, for the writers that take paths. */
  localPath: string
}

/** Stores `count` different files of `size` bytes, and returns their facts. */
export async function storeKit(storage: Storage, name: string, count: number, size: number): Promise<KitFile[]> {
  const files: KitFile[] = []
  const noise = randomBytes(size)
  for (let index = 0; index < count; index++) {
    const key = `${name}/${index}`
    noise.writeUInt32LE(index, 0)
    await storage.put(key, Readable.from([noise]), { size })
    const localPath = await storage.localPath?.(key)
    if (!localPath) throw new Error('the measurements need files on a disk')
    files.push({ key, name: `${name}-${index}.bin`, size, crc32: crc32(noise), localPath })
  }
  return files
}

const MODIFIED_AT = new Date('2026-03-01T12:00:00Z')

/** The entries for `planZip`. */
export const entriesOf = (files: readonly KitFile[]): ZipEntry[] =>
  files.map(({ key, name, size, crc32 }) => ({
    name,
    size,
    crc32,
    modifiedAt: MODIFIED_AT,
    source: { kind: 'object', key },
  }))

/** Writes the facts of the kits to `folder`, for the server process. */
export async function writeKits(folder: string, kits: Record<string, KitFile[]>): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, 'kits.json')
  await writeFile(file, JSON.stringify(kits))
  return file
}
