import { fileNameMarks, type NameMark } from './archive-names'

/** What is unusual about an entry: names that leave the folder of unpacking, links, encryption, a bomb's ratio. */
export type EntryMark = NameMark | 'link' | 'encrypted' | 'ratio'

export interface ArchiveEntry {
  /** Path in the archive, with `/` between folders. */
  name: string
  isDirectory: boolean
  /** Bytes when unpacked, as the archive states. */
  size: number
  /** Bytes in the archive; undefined where entries are not compressed one by one, as in a compressed tar. */
  packedSize?: number
  /** Local time without zone, as archives of ZIP state it, or UTC in a tar. */
  modifiedAt?: Date
  marks: EntryMark[]
}

export interface ArchiveListing {
  format: 'zip' | 'tar' | 'gzip'
  /** The first entries, at most `MOST_LISTED`. */
  entries: ArchiveEntry[]
  /** Entries that were counted, files and folders. */
  count: number
  /** Sums of the counted entries, in bytes. */
  size: number
  packedSize: number
  /** How many entries have each mark. */
  marked: Partial<Record<EntryMark, number>>
  /** Counting ended before the archive did: at a limit, or because the rest is cut or damaged. */
  isPartial: boolean
}

/** Why an archive cannot be listed: it is cut or damaged, or of a format not read here. */
export class ArchiveError extends Error {
  constructor(
    readonly code: 'unreadable' | 'unsupported',
    options?: ErrorOptions,
  ) {
    super(`archive ${code}`, options)
    this.name = 'ArchiveError'
  }
}

/** Entries returned; the others are counted only. */
export const MOST_LISTED = 5000
/** Entries counted; a directory of four billion would take hours. */
export const MOST_COUNTED = 200_000
/** Text compresses to a tenth, pictures hardly; deflate cannot exceed 1032. */
const HIGHEST_RATIO = 100
/** Small files of equal bytes are no bombs. */
const SMALLEST_BOMB = 1024 * 1024

/** Returns an empty listing. */
export const emptyListing = (format: ArchiveListing['format']): ArchiveListing => ({
  ...{ format, entries: [], count: 0, size: 0, packedSize: 0, marked: {}, isPartial: false },
})

/** Counts an entry and keeps it while the list is short, with the marks of its name and ratio added. */
export function addEntry(listing: ArchiveListing, entry: ArchiveEntry): void {
  const { size, packedSize } = entry
  const isBomb = packedSize !== undefined && size > SMALLEST_BOMB && size > packedSize * HIGHEST_RATIO
  const marks: EntryMark[] = [...fileNameMarks(entry.name), ...entry.marks, ...(isBomb ? ['ratio' as const] : [])]
  listing.count++
  listing.size += size
  listing.packedSize += packedSize ?? 0
  for (const mark of marks) listing.marked[mark] = (listing.marked[mark] ?? 0) + 1
  if (listing.entries.length < MOST_LISTED) listing.entries.push({ ...entry, marks })
}
