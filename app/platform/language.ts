/** Languages of the product, as BCP-47 tags; the first is the last resort. */
export const LOCALES = ['en', 'es', 'eu', 'fr', 'de', 'ar'] as const
export type Locale = (typeof LOCALES)[number]

/** Each language as its own speakers write it; browsers do not know all of them. */
export const AUTONYMS: Record<string, string> = {
  en: 'English',
  es: 'Español',
  eu: 'Euskara',
  fr: 'Français',
  de: 'Deutsch',
  ar: 'العربية',
}

/** Whether a tag is one of ours. */
export const isLocale = (tag: unknown): tag is Locale => LOCALES.includes(tag as Locale)

/** Values of one text by BCP-47 tag. */
export type Localized = Partial<Record<string, string>>

/** Where to look for a text, best first: the wanted language, its parent, Spanish for Basque readers, the source, English. */
export function fallbackChain(wanted: string, source: string): string[] {
  const parent = wanted.split('-')[0]!
  const neighbour = parent === 'eu' ? ['es'] : []
  return [...new Set([wanted, parent, ...neighbour, source, 'en'])]
}

/** The best value there is, with the language it is in; undefined when no language has one. */
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
