import { type BackendModule, createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { I18N_OPTIONS } from './options'

/** The build makes a file of each surface of outsiders, and one per language of all those of staff: see `fileOf` in remix.config.js. */
const files = import.meta.glob<Record<string, unknown>>('./locales/*/*.json', { import: 'default' })

const backend: BackendModule = {
  type: 'backend',
  init() {},
  read(locale, surface, done) {
    const load = files[`./locales/${locale}/${surface}.json`]
    if (!load) return done(null, {})
    load().then(
      (texts) => done(null, texts),
      (error: Error) => done(error, false),
    )
  },
}

/** Loads the texts of `surfaces` in `locale`; others are loaded when first used. Browser only. */
export async function loadTranslations(locale: string, surfaces: readonly string[]): Promise<i18n> {
  const instance = createInstance({ ...I18N_OPTIONS, lng: locale, ns: [...surfaces] })
  await instance.use(backend).use(initReactI18next).init()
  return instance
}

/** Returns the surfaces of a page: `common`, `ui`, and those its routes name in `handle = { i18n: ['portal'] }`. */
export function surfacesOf(handles: readonly unknown[]): string[] {
  const named = handles.flatMap((handle) => (handle as { i18n?: string[] } | undefined)?.i18n ?? [])
  return [...new Set(['common', 'ui', ...named])]
}
