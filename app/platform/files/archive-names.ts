export type NameMark = 'traversal' | 'absolute' | 'odd_name'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true })
const LONGEST_NAME = 1024

/**
 * Returns why a name in an archive is dangerous to unpack: it leads out of the folder, begins at a root or drive, or has
 * control characters or marks of writing direction, which show it as another name.
 */
export function fileNameMarks(name: string): NameMark[] {
  const marks: NameMark[] = []
  if (name.split(/[/\\]/).includes('..')) marks.push('traversal')
  if (/^([/\\]|[a-z]:)/i.test(name)) marks.push('absolute')
  if (/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(name)) marks.push('odd_name')
  return marks
}

/** Returns UTF-8 if the bytes are that, else what `instead` decodes; at most 1,024 characters. */
export function decodeName(bytes: Buffer, instead: (bytes: Buffer) => string): string {
  return cutName(utf8(bytes) ?? instead(bytes))
}

export const cutName = (name: string): string => [...name.slice(0, LONGEST_NAME * 2)].slice(0, LONGEST_NAME).join('')

function utf8(bytes: Buffer): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined
  }
}
