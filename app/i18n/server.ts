import { createInstance, type i18n, type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from '~/platform/language'
import { I18N_OPTIONS } from './options'

/**
 * Translates a key into one language; of several keys, the first that has a text. `count` in `facts` selects the
 * plural.
 */
export type Say = (key: string | string[], facts?: Record<string, unknown>) => string

const files = import.meta.glob<Record<string, unknown>>('./locales/*/*.json', { eager: true, import: 'default' })
const opened = new Map<Locale, i18n>()

/**
 * Returns all texts in `locale`, for rendering. The instance is shared by all requests, so its language must never be
 * changed.
 */
export function translationsFor(locale: Locale): i18n {
  const known = opened.get(locale)
  if (known) return known
  const instance = createInstance({ ...I18N_OPTIONS, lng: locale, resources: resources(), initAsync: false })
  instance.use(initReactI18next).init()
  opened.set(locale, instance)
  return instance
}

/** Returns the translation function of one surface in one language, for server code. */
export function fixedT(locale: Locale, surface: string): Say {
  const t = translationsFor(locale).getFixedT(locale, surface)
  return (key, facts) => String(t(key, { ...facts }))
}

function resources(): Resource {
  const all: Resource = {}
  for (const [path, texts] of Object.entries(files)) {
    const [, locale, surface] = /\/([\w-]+)\/([\w-]+)\.json$/.exec(path) ?? []
    if (locale && surface) all[locale] = { ...all[locale], [surface]: texts }
  }
  return all
}
