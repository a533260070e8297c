import { isLocale, LOCALES, type Locale } from '~/platform/language'

const COOKIE = 'lng'
const YEAR_S = 365 * 24 * 60 * 60

/**
 * Returns the language of a response: `?lng=`, else the cookie of the last choice, the browser's preference, English.
 */
export function localeOf(request: Request): Locale {
  return (
    askedLocale(request) ??
    cookieLocale(request.headers.get('cookie')) ??
    preferredLocale(request.headers.get('accept-language')) ??
    'en'
  )
}

/** Returns the language that `?lng=` asks for; undefined if it is not one of ours. */
export function askedLocale(request: Request): Locale | undefined {
  return lookUp(new URL(request.url).searchParams.get('lng') ?? '')
}

/** Returns the Set-Cookie value that stores a language for a year. */
export function localeCookie(locale: Locale, secure: boolean): string {
  return `${COOKIE}=${locale}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`
}

/**
 * Returns the best of our languages for an Accept-Language header (RFC 9110 section 12.5.4, lookup of RFC 4647 section
 * 3.4); undefined if none matches.
 */
export function preferredLocale(header: string | null): Locale | undefined {
  const ranges = (header ?? '').slice(0, 1000).split(',')
  const wanted = ranges.map(parseRange).filter(({ quality }) => quality > 0)
  wanted.sort((a, b) => b.quality - a.quality)
  for (const { tag } of wanted) {
    const locale = tag === '*' ? LOCALES[0] : lookUp(tag)
    if (locale) return locale
  }
  return undefined
}

function cookieLocale(header: string | null): Locale | undefined {
  return lookUp(/(?:^|;\s*)lng=([\w-]+)/.exec(header ?? '')?.[1] ?? '')
}

function parseRange(range: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim())
  const weight = parameters.find((parameter) => /^q=/i.test(parameter))
  const quality = weight ? Number.parseFloat(weight.slice(2)) : 1
  return { tag: tag.toLowerCase(), quality: Number.isNaN(quality) ? 0 : quality }
}

/**
 * No tag in use is longer (RFC 5646, section 4.4.1); an attacker's 8 KB of subtags, removed one by one, would take a
 * third of a second.
 */
const LONGEST_TAG = 35

/** Returns the language for a tag, removing subtags from the end until one matches: `ar-EG` gives Arabic. */
function lookUp(tag: string): Locale | undefined {
  if (tag.length > LONGEST_TAG) return undefined
  const parts = tag.toLowerCase().split('-')
  for (let length = parts.length; length > 0; length--) {
    const shorter = parts.slice(0, length).join('-')
    if (isLocale(shorter)) return shorter
  }
  return undefined
}
