import { z } from 'zod'

/** Greatest length of the note of a version, in characters. */
export const LONGEST_NOTE = 500

/** The note of a version; an empty one removes it. */
export const VersionNote = z.strictObject({
  versionId: z.uuid(),
  note: z.string().trim().max(LONGEST_NOTE).default(''),
})

/** The version of an asset that is restored or withdrawn. */
export const ChosenVersion = z.strictObject({ versionId: z.uuid() })

/** Returns a note that came beside an upload: trimmed, cut at its greatest length; undefined when there is none. */
export function cleanNote(note: string | null | undefined): string | undefined {
  // PostgreSQL stores no NUL in text.
  const text = [...(note ?? '').replaceAll('\0', '').trim()].slice(0, LONGEST_NOTE).join('')
  return text || undefined
}
