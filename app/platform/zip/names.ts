const LONGEST_BYTES = 180
/** Names Windows keeps for devices, with any ending (docs.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i
// Controls and direction overrides show a name as what it is not; the others Windows refuses.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:"|?*/\\]/g

/**
 * Names for the entries of a ZIP, in the order of `names`: each a plain file name that Windows, macOS and Linux can
 * write, and no two that a disk blind to case or composition would take for the same.
 */
export function safeNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const [stem, ending] = split(safe(name))
    for (let n = 1; ; n++) {
      const mark = n === 1 ? '' : ` (${n})`
      const candidate = cut(stem, LONGEST_BYTES - bytes(mark + ending)) + mark + ending
      const key = candidate.normalize('NFC').toLowerCase()
      if (taken.has(key)) continue
      taken.add(key)
      return candidate
    }
  })
}

function safe(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(UNSAFE, '_')
    .replace(/[. ]+$/, '')
    .trim()
  const kept = /^[._ ]*$/.test(plain) ? 'file' : plain
  const [stem, ending] = split(kept)
  return DEVICES.test(stem.split('.')[0]!.trim()) ? `_${stem}${ending}` : stem + ending
}

function split(name: string): [string, string] {
  const at = name.lastIndexOf('.')
  return at > 0 && name.length - at <= 12 ? [name.slice(0, at), name.slice(at)] : [name, '']
}

const bytes = (text: string): number => Buffer.byteLength(text)

function cut(text: string, most: number): string {
  if (bytes(text) <= most) return text
  let kept = ''
  let size = 0
  for (const character of text) {
    size += bytes(character)
    if (size > most) break
    kept += character
  }
  return kept.trimEnd()
}
