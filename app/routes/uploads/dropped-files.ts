/** A file with its path in the folder that was dropped or picked. */
export interface PickedFile {
  file: File
  relativePath?: string
  /** By which its page names it; without it, it gets one. */
  key?: string
}

/**
 * Returns all files of a drop, including those in nested folders. Call it within the drop handler: the items are
 * invalid afterwards.
 */
export function filesOfDrop(transfer: DataTransfer): Promise<PickedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return Promise.resolve([...transfer.files].map((file) => ({ file })))
  return Promise.all(entries.map((entry) => walk(entry, ''))).then((found) => found.flat())
}

/** Returns the files of an input; those of a folder input have a path. */
export const filesOfInput = (input: HTMLInputElement): PickedFile[] =>
  [...(input.files ?? [])].map((file) => ({ file, relativePath: file.webkitRelativePath || undefined }))

async function walk(entry: FileSystemEntry, folder: string): Promise<PickedFile[]> {
  const path = folder ? `${folder}/${entry.name}` : entry.name
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ file, relativePath: folder ? path : undefined }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: PickedFile[] = []
  for (;;) {
    // Browsers return a hundred entries at a time, and an empty list at the end.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return found
    for (const child of batch) found.push(...(await walk(child, path)))
  }
}
