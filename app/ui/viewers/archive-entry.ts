import type { ArchiveEntry, EntryMark } from '~/platform/files/archive-listing'
import type { ArchiveTreeProps } from './archive-tree'

type Note = NonNullable<ArchiveTreeProps['entries'][number]['note']>

const NOTES: Record<EntryMark, Note> = {
  ...{ traversal: 'unsafe_path', absolute: 'unsafe_path', odd_name: 'unsafe_path' },
  ...{ link: 'link', encrypted: 'encrypted', ratio: 'dense' },
}

/** Returns an entry of an archive as its tree shows it, with the first of its marks as a note. */
export const entryOf = ({
  name,
  size,
  isDirectory,
  marks: [mark],
}: ArchiveEntry): ArchiveTreeProps['entries'][number] => ({
  ...{ path: name, size, isFolder: isDirectory, note: mark && NOTES[mark] },
})
