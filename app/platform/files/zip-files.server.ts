// Ours are the refusals: yauzl reads the directory and inflates, and leaves links, ratios and counts to its caller.
import { createWriteStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { ArchiveError } from './archive-listing'
import { fileNameMarks } from './archive-names'
import { isSystemError } from './file-errors'
import { entryName, isDirectory, isSymbolicLink } from './zip-entries.server'

/** Why an entry is not unpacked; each has words in the report of an import. */
export type ZipRefusal =
  | 'traversal'
  | 'absolute'
  | 'odd_name'
  | 'link'
  | 'encrypted'
  | 'ratio'
  | 'too_large'
  | 'total'
  | 'method'
  | 'duplicate_name'
  | 'overlap'

/** Where the bytes of an entry stand in the ZIP, as its directory states (APPNOTE 4.3.12). */
export interface ZipLocator {
  offset: number
  method: number
  packedSize: number
  size: number
  crc32: number
}

export interface ZipFileEntry {
  /** With `/` between folders. */
  path: string
  locator: ZipLocator
  refusal?: ZipRefusal
}

/** Deflate cannot exceed 1032; blank layers and bitmaps of one colour come near a hundred. */
const HIGHEST_RATIO = 200
/** Small files of equal bytes are no bombs. */
const SMALLEST_BOMB = 8 * 1024 * 1024
/** All files of one ZIP together, unpacked. */
const MOST_UNPACKED = 4 * 1024 ** 4
/** Entries read of one directory. */
const MOST_ENTRIES = 1_000_000
const [STORED, DEFLATED] = [0, 8]

/** An open ZIP whose entries are read in any order. */
export interface OpenZip {
  /** Yields the entries that are files, each refused or not; throws ArchiveError when the directory is damaged. */
  files: (limits: { maxBytes: number }) => AsyncGenerator<ZipFileEntry>
  /**
   * Unpacks one entry to a new file. Throws ArchiveError `unreadable` for damaged data, or when more or fewer bytes come than
   * the directory states; the CRC is the caller's to compare.
   */
  unpack: (locator: ZipLocator, to: string) => Promise<void>
  close: () => void
}

/** Opens a ZIP on local disk; throws ArchiveError `unreadable` if it has no directory. */
export async function openZip(localPath: string): Promise<OpenZip> {
  const zip = await explained(
    openPromise(localPath, { autoClose: false, decodeStrings: false, validateEntrySizes: true }),
  )
  return { files: (limits) => entriesOf(zip, limits.maxBytes), unpack: unpackFrom(zip), close: () => zip.close() }
}

async function* entriesOf(zip: ZipFile, maxBytes: number): AsyncGenerator<ZipFileEntry> {
  const seen = { names: new Set<string>(), offsets: new Set<number>(), unpacked: 0, packed: 0, count: 0 }
  const entries = zip.eachEntry()
  for (;;) {
    const { value: entry, done } = await explained(entries.next())
    if (done || seen.count++ >= MOST_ENTRIES) return
    if (isDirectory(entry, entryName(entry))) continue
    const path = pathOf(entryName(entry))
    const locator = locatorOf(entry)
    const refusal = refusalOf(entry, locator, maxBytes) ?? repeated(path, locator, { zip, seen })
    if (!refusal) seen.names.add(path)
    yield { path, locator, ...(refusal ? { refusal } : {}) }
  }
}

/** Programs of Windows that break the rule (APPNOTE 4.4.17.1) write backslashes; a name with both keeps them. */
const pathOf = (name: string) => (name.includes('/') ? name : name.replaceAll('\\', '/'))

const locatorOf = (entry: Entry): ZipLocator => ({
  offset: entry.relativeOffsetOfLocalHeader,
  method: entry.compressionMethod,
  packedSize: entry.compressedSize,
  size: entry.uncompressedSize,
  crc32: entry.crc32 >>> 0,
})

function refusalOf(entry: Entry, { size, packedSize, method }: ZipLocator, maxBytes: number): ZipRefusal | undefined {
  const [mark] = fileNameMarks(entryName(entry))
  if (mark) return mark
  if (isSymbolicLink(entry)) return 'link'
  if (entry.isEncrypted()) return 'encrypted'
  if (method !== STORED && method !== DEFLATED) return 'method'
  if (size > maxBytes) return 'too_large'
  return size > SMALLEST_BOMB && size > packedSize * HIGHEST_RATIO ? 'ratio' : undefined
}

interface Seen {
  names: Set<string>
  offsets: Set<number>
  unpacked: number
  packed: number
}

/** Entries that share their bytes are how a small ZIP states terabytes without a high ratio (Fifield, WOOT 2019). */
function repeated(
  path: string,
  { offset, size, packedSize }: ZipLocator,
  { zip, seen }: { zip: ZipFile; seen: Seen },
): ZipRefusal | undefined {
  if (seen.names.has(path)) return 'duplicate_name'
  seen.packed += packedSize
  if (seen.offsets.has(offset) || seen.packed > zip.fileSize) return 'overlap'
  seen.offsets.add(offset)
  seen.unpacked += size
  return seen.unpacked > MOST_UNPACKED ? 'total' : undefined
}

const unpackFrom =
  (zip: ZipFile): OpenZip['unpack'] =>
  async ({ offset, method, packedSize, size }, to) => {
    const header = { relativeOffsetOfLocalHeader: offset, compressedSize: packedSize } as Entry
    await explained(
      (async () => {
        const { fileDataStart } = await zip.readLocalFileHeaderPromise(header, { minimal: true })
        const isDeflated = method === DEFLATED
        // By its callback, because in yauzl 3.4.0 the form with a promise calls another function.
        const from = await new Promise<Readable>((resolve, reject) =>
          zip.openReadStreamLowLevel(fileDataStart, packedSize, 0, packedSize, isDeflated, size, (error, stream) =>
            error ? reject(error) : resolve(stream),
          ),
        )
        await pipeline(from, createWriteStream(to, { flags: 'wx' }))
      })(),
    )
  }

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (isSystemError(error)) throw error
    throw new ArchiveError('unreadable', { cause: error })
  }
}
