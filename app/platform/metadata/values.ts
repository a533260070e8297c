import type { Localized } from '~/platform/language'

const LONGEST = 2000
const MOST_KEYWORDS = 100

/** A value as one clean line or paragraph: NFC, no controls, trimmed, at most 2,000 characters; '' for anything else. */
export function plainText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  const clean = String(value)
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/g, ' ')
  return [...clean.trim()].slice(0, LONGEST).join('')
}

/** The first text of a value that may be a list or a language alternative. */
export function firstText(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(firstText).filter(Boolean).join(', ') || null
  if (isAlternative(value)) return plainText(value.value) || null
  return plainText(value) || null
}

/**
 * An XMP language alternative (ISO 16684-1, 8.2.2.4) as texts by language; of several regions the language itself counts,
 * else the first. `x-default` is English unless English is given as well.
 */
export function localizedIn(value: unknown): Localized {
  const texts: Localized = {}
  const given = new Set<string>()
  for (const entry of Array.isArray(value) ? value : [value]) {
    const tag = isAlternative(entry) ? entry.lang : 'x-default'
    const text = isAlternative(entry) ? plainText(entry.value) : plainText(entry)
    const locale = tag === 'x-default' ? 'en' : (tag.toLowerCase().split('-')[0] ?? 'en')
    const isBest = tag === 'x-default' ? !texts[locale] : !given.has(locale) || tag.toLowerCase() === locale
    if (text && isBest) texts[locale] = text
    if (text && tag !== 'x-default') given.add(locale)
  }
  return texts
}

/** A list of words, or one line of them separated by commas; each once. */
export function keywordsIn(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;]/) : []
  const keywords = new Map<string, string>()
  for (const part of parts) {
    const word = plainText(part).slice(0, 100)
    if (word && !keywords.has(word.toLowerCase())) keywords.set(word.toLowerCase(), word)
  }
  return [...keywords.values()].slice(0, MOST_KEYWORDS)
}

const isAlternative = (value: unknown): value is { lang: string; value: unknown } =>
  typeof value === 'object' && value !== null && 'lang' in value && 'value' in value

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with XML's character references resolved (XML 1.0, 4.1 and 4.6); any other entity stays as it is written. */
export const unescapeXml = (text: string): string =>
  text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name) return NAMED[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16)
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    return isCharacter ? String.fromCodePoint(code) : ''
  })
