/** Longest name stored, in characters. */
const LONGEST = 200

// Control characters would break headers and lists; bidi overrides make `gpj.exe` read `exe.jpg` (Unicode TR 36).
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Returns a client's file name safe to show and store: last part of a path, NFC, at most 200 characters, ending kept. */
export function cleanFileName(name: string): string {
  const [last = ''] = name.normalize('NFC').split(/[/\\]/).slice(-1)
  const safe = last.replace(UNSAFE, '').trim().replace(/^\.+$/, '')
  if (!safe) return 'unnamed'
  const characters = [...safe]
  if (characters.length <= LONGEST) return safe
  const ending = /\.[^.]{1,12}$/.exec(safe)?.[0] ?? ''
  return characters.slice(0, LONGEST - [...ending].length).join('') + ending
}

/** Returns the path of a dropped folder, for display: no `..`, no empty parts; undefined when nothing is left. */
export function cleanPath(path: string | undefined | null): string | undefined {
  const parts = (path ?? '').split(/[/\\]/).map((part) => part.normalize('NFC').replace(UNSAFE, '').trim())
  const kept = parts.filter((part) => part && !/^\.+$/.test(part))
  return kept.length ? [...kept.join('/')].slice(0, 1000).join('') : undefined
}

/** Returns a title made from a file name: without its ending, separators replaced by spaces. */
export function titleFrom(fileName: string): string {
  const stem = fileName.replace(/\.[^.]{1,12}$/, '')
  const texts = stem.replace(/[_\-.]+/g, ' ').trim()
  return texts || fileName
}
