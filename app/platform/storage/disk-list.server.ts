import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { unlessAbsent } from '~/platform/files/file-errors'
import type { ListedObject, ObjectList } from '~/platform/storage'

const FOLDER = /^[0-9a-f]{2}$/
/** Objects after which a part of the list ends; the folder it is in is listed to its end. */
const ENOUGH = 1000

/** Returns objects of the folders after `after`, such as `a0/ff`, in the order of their names (see `objectFile`). */
export async function listFolders(root: string, after: string): Promise<ObjectList> {
  const [afterOuter = ''] = after.split('/')
  const objects: ListedObject[] = []
  for (const outer of await foldersIn(root)) {
    if (outer < afterOuter) continue
    for (const inner of await foldersIn(path.join(root, outer))) {
      const place = `${outer}/${inner}`
      if (place <= after) continue
      objects.push(...(await objectsIn(path.join(root, place))))
      if (objects.length >= ENOUGH) return { objects, next: place }
    }
  }
  return { objects, next: undefined }
}

const foldersIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(unlessAbsent<string[]>([]))).filter((name) => FOLDER.test(name)).sort()

async function objectsIn(folder: string): Promise<ListedObject[]> {
  const objects: ListedObject[] = []
  for (const name of await readdir(folder).catch(unlessAbsent<string[]>([]))) {
    const found = await stat(path.join(folder, name)).catch(unlessAbsent(undefined))
    if (found?.isFile()) objects.push({ key: name.replaceAll('+', '/'), size: found.size, changedAt: found.mtime })
  }
  return objects
}
