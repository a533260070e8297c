// Ours: sanitize-filename looks at one name, and the names of a ZIP must also differ from each other on a disk blind to case.

const LONGEST_BYTES = 180
/**
 * Device names that Windows reserves, with any extension (docs.microsoft.com, "Naming Files, Paths, and Namespaces").
 */
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/i
/** Control characters, line separators, bidi controls (UAX #9) and lone surrogates: they can disguise a file name. */
const UNSEEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
/** Characters that Windows forbids, and separators. */
const REFUSED = /[<>:"|?*/\\]/g

/**
 * Returns names for the entries of a ZIP, in the order of `names`: plain file names that Windows, macOS and Linux can
 * write, unique even on a disk that ignores case and Unicode composition.
 */
export function safeNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  // The last number given to each name: restarting at 1, a thousand equal names would take a million tries.
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

/** Upper case first: it merges names that some disks treat as equal, such as ß and ss, ſ and s. */
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
  return DEVICES.test(stem.replace(/\..*$/s, '').trim()) ? `_${stem}${ending}` : stem + ending
}

/** Returns the stem, and the extension with its dot; more than 12 characters after the dot belong to the stem. */
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
