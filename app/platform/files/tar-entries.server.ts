// Ours: tar-stream unpacks all contents; a header is 512 bytes, and contents are skipped.
import {
  type ArchiveEntry,
  ArchiveError,
  type ArchiveListing,
  addEntry,
  emptyListing,
  MOST_COUNTED,
} from './archive-listing'
import { cutName, decodeName } from './archive-names'
import type { ByteStream } from './byte-stream.server'

const BLOCK = 512
/** Limit for a long name or a set of attributes, which stand before the entry they describe. */
const LARGEST_EXTENSION = 64 * 1024

/** Returns whether a block is a header of a tar, by its checksum (POSIX.1-2017, pax, "ustar Interchange Format"). */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < BLOCK) return false
  const stated = octal(block.subarray(148, 156))
  let sum = 8 * 0x20
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += block[at] ?? 0
  return stated === sum
}

/**
 * Lists a tar from its headers, long names of GNU and attributes of pax included. Throws ArchiveError `unreadable` if it
 * begins with no header; ends as partial where a later one is damaged or cut.
 */
export async function listTar(stream: ByteStream, packedSize: number): Promise<ArchiveListing> {
  const listing = emptyListing('tar')
  let extensions: Extensions = {}
  // Contents of any number of extensions may be stated, so they count as entries for the limit.
  for (let block = 0; block < MOST_COUNTED; block++) {
    const header = await readBlock(stream)
    if (header === undefined || !isTarHeader(header)) {
      if (listing.count === 0) throw new ArchiveError('unreadable')
      // An archive ends with blocks of zeros; some programs leave them out.
      listing.isPartial = header !== undefined && (header.length < BLOCK || header.some((byte) => byte !== 0))
      return { ...listing, packedSize }
    }
    const size = sizeIn(header)
    const type = String.fromCharCode(header[156] ?? 0)
    if (EXTENSIONS.has(type)) {
      const read = await readExtension(stream, { type, size })
      if (!read) break
      extensions = { ...extensions, ...read }
      continue
    }
    const entry = entryOf(header, extensions)
    addEntry(listing, entry)
    extensions = {}
    const isFile = !entry.isDirectory && !entry.marks.includes('link')
    if (isFile && !(await skipPadded(stream, entry.size))) break
  }
  return { ...listing, packedSize, isPartial: true }
}

interface Extensions {
  name?: string
  size?: number
}

/** Types of GNU's long names of files and links, and of pax's attributes of one file and of all. */
const EXTENSIONS: ReadonlySet<string> = new Set(['L', 'K', 'x', 'g'])

async function readExtension(
  stream: ByteStream,
  { type, size }: { type: string; size: number },
): Promise<Extensions | undefined> {
  const isWanted = (type === 'L' || type === 'x') && size <= LARGEST_EXTENSION
  if (!isWanted) return (await skipPadded(stream, size)) ? {} : undefined
  const bytes = await stream.read(size)
  if (bytes.length < size || !(await stream.skip(padding(size)))) return undefined
  if (type === 'L') return { name: textIn(bytes) }
  const attributes = paxAttributes(bytes)
  const stated = Number(attributes.get('size') ?? Number.NaN)
  const path = attributes.get('path')
  return {
    ...(path === undefined ? {} : { name: cutName(path) }),
    ...(Number.isSafeInteger(stated) && stated >= 0 ? { size: stated } : {}),
  }
}

/** Records are `length key=value` and a line feed, the length of all of it in bytes. */
function paxAttributes(bytes: Buffer): Map<string, string> {
  const attributes = new Map<string, string>()
  for (let at = 0; at < bytes.length; ) {
    const head = /^(\d{1,6}) ([^=]+)=/.exec(bytes.toString('utf8', at, at + 128))
    const length = Number(head?.[1] ?? 0)
    if (!head || length < Buffer.byteLength(head[0])) break
    attributes.set(head[2] ?? '', bytes.toString('utf8', at + Buffer.byteLength(head[0]), at + length - 1))
    at += length
  }
  return attributes
}

function entryOf(header: Buffer, { name, size }: Extensions): ArchiveEntry {
  const type = String.fromCharCode(header[156] ?? 0)
  const isUstar = header.toString('latin1', 257, 262) === 'ustar' && header[262] === 0
  const prefix = isUstar ? textIn(header.subarray(345, 500)) : ''
  const stated = [prefix, textIn(header.subarray(0, 100))].filter(Boolean).join('/')
  const ownName = name ?? stated
  const modified = octal(header.subarray(136, 148)) * 1000
  const isDirectory = type === '5' || (type !== '1' && type !== '2' && ownName.endsWith('/'))
  const isLink = type === '1' || type === '2'
  return {
    name: ownName,
    isDirectory,
    size: isDirectory || isLink ? 0 : (size ?? sizeIn(header)),
    modifiedAt: modified > 0 && modified < 8.64e15 ? new Date(modified) : undefined,
    marks: isLink ? ['link'] : [],
  }
}

const textIn = (field: Buffer): string => {
  const end = field.indexOf(0)
  return decodeName(end < 0 ? field : field.subarray(0, end), (bytes) => bytes.toString('latin1'))
}

/** Octal digits, or with the first bit set a binary number (GNU); 0 if neither, or beyond all files. */
function sizeIn(header: Buffer): number {
  const field = header.subarray(124, 136)
  if (((field[0] ?? 0) & 0x80) === 0) return octal(field)
  const size = Number(field.readBigUInt64BE(4))
  return Number.isSafeInteger(size) ? size : 0
}

function octal(field: Buffer): number {
  const digits = /^[ 0]*([0-7]*)/.exec(field.toString('latin1'))?.[1]
  return digits ? Number.parseInt(digits, 8) : 0
}

async function readBlock(stream: ByteStream): Promise<Buffer | undefined> {
  const block = await stream.read(BLOCK)
  return block.length === 0 ? undefined : block
}

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK
const skipPadded = (stream: ByteStream, size: number): Promise<boolean> => stream.skip(size + padding(size))
