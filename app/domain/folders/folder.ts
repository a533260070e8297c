import { z } from 'zod'

/** Longest name of a folder, in characters. */
const LONGEST_NAME = 200
/** Folders below each other, the top one included: deeper trees of an import end in the last. */
export const DEEPEST = 24

// Control characters and bidi overrides, as in names of files; a slash would read as two folders.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff/\\]/g

/** Returns a name safe to show and store: NFC, trimmed, at most 200 characters; empty when nothing is left, or only dots. */
export function cleanFolderName(name: string): string {
  const safe = name.normalize('NFC').replace(UNSAFE, '').trim().replace(/^\.+$/, '')
  return [...safe].slice(0, LONGEST_NAME).join('').trim()
}

/** Returns the names of a path such as `Press/2026`, from the top: at most `DEEPEST`, without empty parts and dots. */
export const foldersOfPath = (path: string): string[] =>
  path.split(/[/\\]/).map(cleanFolderName).filter(Boolean).slice(0, DEEPEST)

/** Returns the names of the folders of a file's path: all parts but the last. */
export const foldersOfFile = (path: string): string[] => foldersOfPath(path.split(/[/\\]/).slice(0, -1).join('/'))

const Name = z.string().max(LONGEST_NAME).transform(cleanFolderName).pipe(z.string().min(1, 'form.required'))
/** The id of a folder; empty for the top of the tree. */
export const FolderChoice = z.union([z.literal(''), z.uuid()]).transform((id) => id || null)

/** What staff do with folders. */
export const FolderAct = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('create'), name: Name, parentId: FolderChoice.default(null) }),
  z.strictObject({ intent: z.literal('rename'), id: z.uuid(), name: Name }),
  z.strictObject({ intent: z.literal('move'), id: z.uuid(), parentId: FolderChoice.default(null) }),
  z.strictObject({ intent: z.literal('delete'), id: z.uuid() }),
])

export interface Folder {
  id: string
  parentId: string | null
  name: string
}

/** A folder with the names of those above it. */
export interface FolderPath extends Folder {
  /** `Press / 2026`. */
  path: string
}

/** Separates folders in a path that people read. */
export const PATH_SEPARATOR = ' / '
