// Ours: sanitize-filename looks at one name, and the names of a ZIP must also differ from each other on a disk blind to case.

const LONGEST_BYTES = 180
/** Names Windows keeps for devices, with any ending (docs.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/i
/** Controls, line ends, direction marks and overrides (UAX #9), halves of characters: they show a name as what it is not. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
/** What Windows refuses, and separators. */
const REFUSED = /[<>:"|?*/\\]/g

/**
 * Names for the entries of a ZIP, in the order of `names`: each a plain file name that Windows, macOS and Linux can
 * write, and no two that a disk blind to case or composition would take for the same.
 */
export function safeNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  // Where counting stood for a name: a thousand files of one name would otherwise be a million tries.
  const reached = new Map<string, number>()
  return names.map((name) => {
    const plain = safe(name)
    const [stem, ending] = split(plain)
    const key = foldedOf(plain)
    for (let n = reached.get(key) ?? 1; ; n++) {
      const mark = n === 1 ? '' : ` (${n})`
      const candidate = cut(stem, LONGEST_BYTES - bytes(mark + ending)) + mark + ending
      const folded = foldedOf(candidate)
      if (taken.has(folded)) continue
      taken.add(folded)
      reached.set(key, n + 1)
      return candidate
    }
  })
}

/** Upper case first: it joins what disks may join, such as ß and ss, ſ and s. */
const foldedOf = (name: string): string => name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')

function safe(name: string): string {
  const plain = name
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(REFUSED, '_')
    .replace(/\.{2,}/g, '.')
    .replace(/[.\s]+$/, '')
    .trim()
  const kept = /^[._\s]*$/.test(plain) ? 'file' : plain
  const [stem, ending] = split(kept)
  return DEVICES.test(stem.split('.')[0]!.trim()) ? `_${stem}${ending}` : stem + ending
}

/** The name and its ending with the dot; what is longer than any ending of a file belongs to the name. */
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
  return kept.replace(/[.\s]+$/, '')
}
