import type { Localized } from '~/platform/language'

const LONGEST = 2000
const MOST_KEYWORDS = 100

/**
 * Returns a value as one clean line or paragraph: NFC, no control characters, trimmed, at most 2,000 characters; '' for
 * anything but text and numbers.
 */
export function plainText(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return ''
  const clean = String(value)
    .normalize('NFC')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/g, ' ')
  return [...clean.trim()].slice(0, LONGEST).join('')
}

/**
 * Returns a value as text: the items of a list joined by commas, or the text of a language alternative; null if empty.
 */
export function firstText(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(firstText).filter(Boolean).join(', ') || null
  if (isAlternative(value)) return plainText(value.value) || null
  return plainText(value) || null
}

/**
 * Returns an XMP language alternative (ISO 16684-1, 8.2.2.4) as texts by language. If several regions of a language
 * occur, the language without region wins, else the first. `x-default` is taken as English unless English is given as
 * well, or it repeats the text of another language.
 */
export function localizedIn(value: unknown): Localized {
  const texts: Localized = {}
  const given = new Set<string>()
  const entries: unknown[] = Array.isArray(value) ? value : [value]
  const named = new Set(entries.flatMap((entry) => (isNamed(entry) ? [plainText(entry.value)] : [])))
  for (const entry of entries) {
    const tag = isAlternative(entry) ? entry.lang : 'x-default'
    const text = isAlternative(entry) ? plainText(entry.value) : plainText(entry)
    if (tag === 'x-default' && named.has(text)) continue
    const locale = tag === 'x-default' ? 'en' : (tag.toLowerCase().split('-')[0] ?? 'en')
    const isBest = tag === 'x-default' ? !texts[locale] : !given.has(locale) || tag.toLowerCase() === locale
    if (text && isBest) texts[locale] = text
    if (text && tag !== 'x-default') given.add(locale)
  }
  return texts
}

/** Returns keywords without duplicates, from a list or from one line separated by commas or semicolons. */
export function keywordsIn(value: unknown): string[] {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;]/) : []
  const keywords = new Map<string, string>()
  for (const part of parts) {
    const word = plainText(part).slice(0, 100)
    if (word && !keywords.has(word.toLowerCase())) keywords.set(word.toLowerCase(), word)
  }
  return [...keywords.values()].slice(0, MOST_KEYWORDS)
}

const isNamed = (value: unknown): value is { lang: string; value: unknown } =>
  isAlternative(value) && value.lang !== 'x-default'

const isAlternative = (value: unknown): value is { lang: string; value: unknown } =>
  typeof value === 'object' && value !== null && 'lang' in value && 'value' in value

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Resolves XML's character references (XML 1.0, 4.1 and 4.6); any other entity is left as written. */
export const unescapeXml = (text: string): string =>
  text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name) return NAMED[String(name).toLowerCase()] ?? whole
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16)
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    return isCharacter ? String.fromCodePoint(code) : ''
  })

/** Returns a text as it may stand in an element or attribute; the control characters that XML 1.0 forbids are removed. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
