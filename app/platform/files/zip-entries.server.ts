import { type Entry, getFileNameLowLevel, openPromise } from 'yauzl'
import { ArchiveError, type ArchiveListing, addEntry, emptyListing, MOST_COUNTED } from './archive-listing'
import { cutName, decodeName } from './archive-names'
import { isSystemError } from './file-errors'

/**
 * Lists a ZIP by its central directory (APPNOTE 4.3.12), reading no contents. Names are UTF-8 where they are valid as
 * such, since many programs do not set its flag, else code page 437. Throws ArchiveError `unreadable` if there is no
 * directory.
 */
export async function listZip(localPath: string): Promise<ArchiveListing> {
  const listing = emptyListing('zip')
  const zip = await openPromise(localPath, { autoClose: false, decodeStrings: false, validateEntrySizes: false }).catch(
    (error: unknown) => {
      if (isSystemError(error)) throw error
      throw new ArchiveError('unreadable', { cause: error })
    },
  )
  try {
    for await (const entry of zip.eachEntry()) {
      if (listing.count >= MOST_COUNTED) break
      addEntry(listing, entryOf(entry))
    }
    listing.isPartial = listing.count < zip.entryCount
  } catch (error) {
    if (isSystemError(error)) throw error
    if (listing.count === 0) throw new ArchiveError('unreadable', { cause: error })
    listing.isPartial = true
  } finally {
    zip.close()
  }
  return listing
}

/** Type of a file in the upper half of Unix attributes, and the value of a symbolic link (POSIX `S_IFMT`, `S_IFLNK`). */
const [FILE_TYPE, SYMBOLIC_LINK] = [0xf000, 0xa000]
/** Bit 4 of DOS attributes. */
const DOS_DIRECTORY = 0x10

/** Returns whether an entry is a symbolic link of Unix. */
export const isSymbolicLink = ({ externalFileAttributes }: Entry): boolean =>
  ((externalFileAttributes >>> 16) & FILE_TYPE) === SYMBOLIC_LINK

/** Returns whether an entry of this name is a folder: by its slash, or by the attributes of DOS. */
export const isDirectory = (entry: Entry, name: string): boolean =>
  name.endsWith('/') || (!isSymbolicLink(entry) && (entry.externalFileAttributes & DOS_DIRECTORY) !== 0)

function entryOf(entry: Entry) {
  const name = entryName(entry)
  const isLink = isSymbolicLink(entry)
  return {
    name,
    isDirectory: isDirectory(entry, name),
    size: entry.uncompressedSize,
    packedSize: entry.compressedSize,
    modifiedAt: dateOf(entry),
    marks: [...(isLink ? ['link' as const] : []), ...(entry.isEncrypted() ? ['encrypted' as const] : [])],
  }
}

const UNICODE_PATH = 0x7075

/**
 * Returns the name of an entry that was read without `decodeStrings`, so that its texts are bytes: UTF-8 if it is that or says
 * so, else code page 437.
 */
export function entryName(entry: Entry): string {
  const lowLevel = (bytes: Buffer) => getFileNameLowLevel(entry.generalPurposeBitFlag, bytes, entry.extraFields, true)
  const hasUnicodePath = entry.extraFields.some(({ id }) => id === UNICODE_PATH)
  return hasUnicodePath ? cutName(lowLevel(entry.fileNameRaw)) : decodeName(entry.fileNameRaw, lowLevel)
}

function dateOf(entry: Entry): Date | undefined {
  const date = entry.getLastModDate({ timezone: 'UTC', forceDosFormat: true })
  return Number.isNaN(date.getTime()) || entry.lastModFileDate === 0 ? undefined : date
}
