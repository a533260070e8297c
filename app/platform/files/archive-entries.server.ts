import { stat } from 'node:fs/promises'
import path from 'node:path'
import { ArchiveError, type ArchiveListing, addEntry, emptyListing } from './archive-listing'
import { decodeName } from './archive-names'
import { type ByteStream, fileStream, gunzipStream } from './byte-stream.server'
import { isSystemError } from './file-errors'
import { isTarHeader, listTar } from './tar-entries.server'
import { listZip } from './zip-entries.server'

/** Unpacked bytes read of a compressed tar: some 5 s of CPU. */
const MOST_UNPACKED = 1024 ** 3

/**
 * Lists the entries of a ZIP, tar, compressed tar or gzip, with names, sizes and what is odd about them; writes nothing
 * to disk. The list is bounded, counts and sums go on up to a further limit. Throws ArchiveError, or what opening the
 * file throws.
 */
export async function listArchive(localPath: string, extension: string): Promise<ArchiveListing> {
  const { size } = await stat(localPath)
  if (extension === 'tar') return using(await fileStream(localPath), (stream) => listTar(stream, size))
  if (extension === 'gz' || extension === 'tgz') return listGzip(localPath, size)
  if (extension === 'zip') return listZip(localPath)
  throw new ArchiveError('unsupported')
}

async function listGzip(localPath: string, size: number): Promise<ArchiveListing> {
  const isTar = isTarHeader(await using(await gunzipStream(localPath, MOST_UNPACKED), (stream) => stream.read(512)))
  if (isTar) return using(await gunzipStream(localPath, MOST_UNPACKED), (stream) => listTar(stream, size))
  return using(await fileStream(localPath), async (stream) => {
    const listing = emptyListing('gzip')
    const header = await stream.read(Math.min(1024, Math.max(1, size - 4)))
    await stream.skip(Math.max(0, size - header.length - 4))
    const end = await stream.read(4)
    const name = nameIn(header) ?? path.basename(localPath, path.extname(localPath))
    // The last four bytes are the unpacked size modulo 4 GiB (RFC 1952, 2.3.1).
    const unpacked = end.length === 4 ? end.readUInt32LE(0) : 0
    addEntry(listing, { name, isDirectory: false, size: unpacked, packedSize: size, marks: [] })
    return listing
  })
}

const [HAS_EXTRA, HAS_NAME] = [4, 8]

/** Returns the name that a gzip header states (RFC 1952, 2.3.1), which is Latin 1 unless it is valid UTF-8. */
function nameIn(header: Buffer): string | undefined {
  const flags = header[3] ?? 0
  if (header.length < 12 || !(flags & HAS_NAME)) return undefined
  const from = 10 + (flags & HAS_EXTRA ? 2 + header.readUInt16LE(10) : 0)
  const end = header.indexOf(0, from)
  return end > from ? decodeName(header.subarray(from, end), (bytes) => bytes.toString('latin1')) : undefined
}

async function using<T>(stream: ByteStream, use: (stream: ByteStream) => Promise<T>): Promise<T> {
  try {
    return await use(stream)
  } catch (error) {
    if (error instanceof ArchiveError || isSystemError(error)) throw error
    throw new ArchiveError('unreadable', { cause: error })
  } finally {
    await stream.close()
  }
}
