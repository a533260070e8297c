// Ours because file-type tells only that a file is a compound file, not which program wrote it.
import { type FileHandle, open } from 'node:fs/promises'

/** Streams and storages that a program has at the root of its files; of encrypted Office files nothing else is known. */
const MAIN_ENTRIES: [name: string, extension: string][] = [
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
  ['PowerPoint Document', 'ppt'],
  ['VisioDocument', 'vsd'],
  ['Quill', 'pub'],
  ['__properties_version1.0', 'msg'],
  ['EncryptedPackage', 'encrypted'],
]
/** At most this many sectors of the directory, and of the list of allocation tables, are read. */
const MOST_SECTORS = 512
/** Special sector numbers begin here ([MS-CFB] 2.1). */
const FIRST_SPECIAL = 0xfffffffa
const HEADER_TABLES = 109

interface Layout {
  file: FileHandle
  header: Buffer
  sectorBytes: number
}

/**
 * Returns the type of a compound file by the entries at the root of its directory ([MS-CFB] 2.6): `doc`, `xls`, `ppt`,
 * `vsd`, `pub`, `msg`, or `encrypted` for an Office document with a password; undefined if it has none of them or is
 * damaged. Throws if the file cannot be read.
 */
export async function compoundTypeIn(localPath: string): Promise<string | undefined> {
  const file = await open(localPath)
  try {
    const header = await bytesAt(file, 0, 512)
    const shift = header.length === 512 ? header.readUInt16LE(30) : 0
    if (shift !== 9 && shift !== 12) return undefined
    const names = namesAtRoot(await directoryOf({ file, header, sectorBytes: 1 << shift }))
    return MAIN_ENTRIES.find(([name]) => names.has(name))?.[1]
  } finally {
    await file.close()
  }
}

/** Returns the sectors of the directory, as far as their chain goes and is allowed to go. */
async function directoryOf(layout: Layout): Promise<Buffer> {
  const next = chainOf(layout)
  const sectors: Buffer[] = []
  let sector = layout.header.readUInt32LE(48)
  while (sector < FIRST_SPECIAL && sectors.length < MOST_SECTORS) {
    const bytes = await sectorAt(layout, sector)
    if (bytes.length < layout.sectorBytes) break
    sectors.push(bytes)
    sector = await next(sector)
  }
  return Buffer.concat(sectors)
}

/** Returns a function from a sector to the one that follows it, by the allocation tables ([MS-CFB] 2.3 and 2.5). */
function chainOf(layout: Layout): (sector: number) => Promise<number> {
  const perTable = layout.sectorBytes / 4
  let table: { number: number; bytes: Buffer } = { number: -1, bytes: Buffer.alloc(0) }
  return async (sector) => {
    const number = Math.floor(sector / perTable)
    if (table.number !== number) {
      const at = await tableAt(layout, number)
      table = { number, bytes: at < FIRST_SPECIAL ? await sectorAt(layout, at) : Buffer.alloc(0) }
    }
    const offset = (sector % perTable) * 4
    return offset + 4 <= table.bytes.length ? table.bytes.readUInt32LE(offset) : FIRST_SPECIAL
  }
}

/** Returns the sector of an allocation table: the header lists 109, each further sector of the list one less than it holds. */
async function tableAt(layout: Layout, number: number): Promise<number> {
  if (number < HEADER_TABLES) return layout.header.readUInt32LE(76 + 4 * number)
  const perSector = layout.sectorBytes / 4 - 1
  const hops = Math.floor((number - HEADER_TABLES) / perSector)
  if (hops >= MOST_SECTORS) return FIRST_SPECIAL
  let list = layout.header.readUInt32LE(68)
  for (let hop = 0; ; hop++) {
    if (list >= FIRST_SPECIAL) return FIRST_SPECIAL
    const bytes = await sectorAt(layout, list)
    if (bytes.length < layout.sectorBytes) return FIRST_SPECIAL
    if (hop === hops) return bytes.readUInt32LE(((number - HEADER_TABLES) % perSector) * 4)
    list = bytes.readUInt32LE(perSector * 4)
  }
}

/** Returns the names of the children of the root, which are a tree of siblings ([MS-CFB] 2.6.1 and 2.6.4). */
function namesAtRoot(directory: Buffer): Set<string> {
  const names = new Set<string>()
  if (directory.length < 128) return names
  const seen = new Set<number>()
  const waiting = [directory.readUInt32LE(76)]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const at = id * 128
    if (at + 128 > directory.length || seen.has(id)) continue
    seen.add(id)
    const length = Math.min(64, directory.readUInt16LE(at + 64))
    names.add(directory.toString('utf16le', at, at + Math.max(0, length - 2)))
    waiting.push(directory.readUInt32LE(at + 68), directory.readUInt32LE(at + 72))
  }
  return names
}

const sectorAt = ({ file, sectorBytes }: Layout, sector: number): Promise<Buffer> =>
  bytesAt(file, (sector + 1) * sectorBytes, sectorBytes)

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
