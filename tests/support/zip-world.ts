import { randomBytes } from 'node:crypto'
import { readdirSync, readlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable, Writable } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { ByteRange, Storage } from '~/platform/storage'
import { diskStorage } from '~/platform/storage/disk.server'
import type { ZipEntry, ZipPlan } from '~/platform/zip/plan'
import { sendZip } from '~/platform/zip/send.server'

export const MODIFIED_AT = new Date('2026-03-01T12:34:56Z')

/** A store on disk in a temporary folder. */
export interface ZipWorld {
  folder: string
  storage: Storage
  /** Stores `bytes` and returns their ZIP entry. */
  stored(name: string, bytes: Buffer): Promise<ZipEntry>
  /** The local path of the object of `key`. */
  fileOf(key: string): Promise<string>
  /** The number of its files that this process has open. */
  openFiles(): number
  close(): Promise<void>
}

/** `files` reads local objects; `streams` reads each through the store, as needed for remote objects. */
export type Way = 'files' | 'streams'

export async function openZipWorld(way: Way): Promise<ZipWorld> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-zip-'))
  const disk = diskStorage(folder)
  const storage = way === 'files' ? disk : { ...disk, localPath: undefined }
  let count = 0
  return {
    folder,
    storage,
    async stored(name, bytes) {
      const key = `object/${count++}`
      await disk.put(key, Readable.from([bytes]), { size: bytes.length })
      return { name, size: bytes.length, crc32: crc32(bytes), modifiedAt: MODIFIED_AT, source: { kind: 'object', key } }
    },
    fileOf: async (key) => (await disk.localPath?.(key)) ?? '',
    openFiles: () => linksOf('/proc/self/fd').filter((link) => link.startsWith(folder)).length,
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** An entry with inline bytes. */
export function written(name: string, text: string | Buffer): ZipEntry {
  const bytes = Buffer.from(text as string)
  return { name, size: bytes.length, crc32: crc32(bytes), modifiedAt: MODIFIED_AT, source: { kind: 'made', bytes } }
}

/** Entries of documents, empty files, small files and files that span several read windows. */
export async function mixedKit({ stored }: ZipWorld): Promise<ZipEntry[]> {
  return [
    written('CREDITS.csv', 'file,credit\r\nÄ.jpg,"Iñaki"\r\n'),
    await stored('empty.bin', Buffer.alloc(0)),
    await stored('one byte.bin', Buffer.from('1')),
    await stored('Ärger – 山.jpg', randomBytes(40_000)),
    await stored('large.bin', randomBytes(5_000_001)),
    written('empty.txt', ''),
    ...(await Promise.all(Array.from({ length: 80 }, (_, n) => stored(`small-${n}.bin`, randomBytes(30_000 + n))))),
    await stored('last.bin', randomBytes(300_000)),
  ]
}

/** A writable that stores copies of its chunks. */
export class Collecting extends Writable {
  readonly chunks: Buffer[] = []
  constructor() {
    super({ highWaterMark: 16 * 1024 })
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(Buffer.from(chunk))
    done()
  }
  get bytes(): Buffer {
    return Buffer.concat(this.chunks)
  }
}

/** The bytes of a ZIP, or of a range of it. */
export async function bytesOf(plan: ZipPlan, storage: Storage, range?: ByteRange): Promise<Buffer> {
  const out = new Collecting()
  await sendZip(plan, storage, out, { range, signal: new AbortController().signal })
  return out.bytes
}

function linksOf(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    try {
      return [readlinkSync(path.join(folder, name))]
    } catch {
      return [] // closed between the two calls
    }
  })
}
