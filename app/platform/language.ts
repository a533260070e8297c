/** Languages of the product, as BCP-47 tags; the first is the final fallback. */
export const LOCALES = ['en', 'es', 'eu', 'fr', 'de', 'ar'] as const
export type Locale = (typeof LOCALES)[number]

/** Each language's name in itself; browsers do not know all of them. */
export const AUTONYMS: Record<string, string> = {
  en: 'English',
  es: 'Español',
  eu: 'Euskara',
  fr: 'Français',
  de: 'Deutsch',
  ar: 'العربية',
}

/** Returns whether a tag is a language of the product. */
export const isLocale = (tag: unknown): tag is Locale => LOCALES.includes(tag as Locale)

/** Returns the writing direction of a language, for the `dir` attribute. */
export const directionOf = (locale: string): 'ltr' | 'rtl' => (/^(ar|fa|he|ur)\b/.test(locale) ? 'rtl' : 'ltr')

/** One text in several languages, by BCP-47 tag. */
export type Localized = Partial<Record<string, string>>

/**
 * Returns the languages to try for a text, best first: the wanted one, its parent, Spanish for Basque, the source,
 * English.
 */
export function fallbackChain(wanted: string, source: string): string[] {
  const parent = wanted.replace(/-.*$/s, '')
  const neighbour = parent === 'eu' ? ['es'] : []
  return [...new Set([wanted, parent, ...neighbour, source, 'en'])]
}

/** Returns the best available text with its language; undefined if there is none in any language. */
export function pickText(
  values: Localized,
  wanted: string,
  source: string,
): { value: string; locale: string } | undefined {
  const chain = [...fallbackChain(wanted, source), ...Object.keys(values).sort()]
  for (const locale of chain) {
    const value = values[locale]
    if (value) return { value, locale }
  }
  return undefined
}
