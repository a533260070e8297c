/** A file with the folder path it was dropped or picked with. */
export interface PickedFile {
  file: File
  relativePath?: string
}

/** Every file of a drop, folders walked to the bottom. Call it in the drop handler itself: the items do not outlive it. */
export function filesOfDrop(transfer: DataTransfer): Promise<PickedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  if (entries.length === 0) return Promise.resolve([...transfer.files].map((file) => ({ file })))
  return Promise.all(entries.map((entry) => walk(entry, ''))).then((found) => found.flat())
}

/** The files of an input; a folder input gives each its path. */
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
    // A browser hands out a hundred entries at a time and an empty list at the end.
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return found
    for (const child of batch) found.push(...(await walk(child, path)))
  }
}
