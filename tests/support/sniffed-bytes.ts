import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Sniffed, sniff } from '~/platform/files/sniff.server'

/** Sniffs bytes as if they had been uploaded under a name. */
export async function sniffBytes(bytes: Buffer | string, fileName: string): Promise<Sniffed> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-sniff-'))
  try {
    const file = path.join(folder, 'arrived')
    await writeFile(file, bytes)
    return await sniff(file, Buffer.from(bytes).subarray(0, 65_536), fileName)
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Bytes written as Latin-1, followed by zeros, so that they are no text. */
export const signed = (start: string, zeros = 64): Buffer =>
  Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(zeros)])

const SECTOR = 512
const [FREE, END, TABLE] = [0xffffffff, 0xfffffffe, 0xfffffffd]

/**
 * A compound file of version 3 ([MS-CFB]) with these names at its root, each the sibling of the one before, and others
 * in a storage. If it `loops`, the last sibling and the last sector of the directory lead back to the first.
 */
export function compoundFile(names: string[], { inStorage = [] as string[], loops = false } = {}): Buffer {
  const entries = ['Root Entry', ...names, ...inStorage].map((name, id) => {
    const entry = Buffer.alloc(128)
    entry.write(name, 'utf16le')
    entry.writeUInt16LE(2 * name.length + 2, 64)
    entry.writeUInt8(id === 0 ? 5 : 2, 66)
    entry.writeUInt32LE(FREE, 68)
    entry.writeUInt32LE(id > 0 && id < names.length ? id + 1 : loops ? 1 : FREE, 72)
    entry.writeUInt32LE(id === 0 && names.length > 0 ? 1 : FREE, 76)
    return entry
  })
  // Names in a storage hang below an entry and not beside it.
  if (inStorage.length > 0) entries[1]?.writeUInt32LE(names.length + 1, 76)
  const sectors = Math.ceil((entries.length * 128) / SECTOR)
  const directory = Buffer.concat([...entries, Buffer.alloc(sectors * SECTOR)]).subarray(0, sectors * SECTOR)
  const header = Buffer.alloc(SECTOR)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header)
  header.writeUInt16LE(3, 26)
  header.writeUInt16LE(9, 30)
  header.writeUInt32LE(1, 48)
  header.writeUInt32LE(END, 68)
  header.fill(0xff, 76)
  header.writeUInt32LE(0, 76)
  const table = Buffer.alloc(SECTOR, 0xff)
  table.writeUInt32LE(TABLE, 0)
  for (let at = 1; at <= sectors; at++) table.writeUInt32LE(at < sectors ? at + 1 : loops ? 1 : END, at * 4)
  return Buffer.concat([header, table, directory])
}

/** A ZIP of stored entries with empty checksums, as far as a recogniser of types reads it. */
export function storedZip(...entries: [name: string, text: string][]): Buffer {
  const locals = entries.map(([name, text]) => {
    const header = Buffer.alloc(30)
    header.write('PK\x03\x04', 'latin1')
    header.writeUInt32LE(text.length, 18)
    header.writeUInt32LE(text.length, 22)
    header.writeUInt16LE(name.length, 26)
    return Buffer.concat([header, Buffer.from(name + text, 'latin1')])
  })
  const directory = entries.map(([name]) => {
    const header = Buffer.alloc(46)
    header.write('PK\x01\x02', 'latin1')
    header.writeUInt16LE(name.length, 28)
    return Buffer.concat([header, Buffer.from(name, 'latin1')])
  })
  return Buffer.concat([...locals, ...directory, signed('PK\x05\x06', 18)])
}
