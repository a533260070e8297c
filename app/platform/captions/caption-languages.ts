import { AUTONYMS } from '~/platform/language'

/** Languages that captions may have: those of the product, then others by their tag; each with its own name. */
const NAMES: Record<string, string> = {
  ...AUTONYMS,
  ca: 'Català',
  cs: 'Čeština',
  da: 'Dansk',
  el: 'Ελληνικά',
  fa: 'فارسی',
  fi: 'Suomi',
  gl: 'Galego',
  he: 'עברית',
  hi: 'हिन्दी',
  hu: 'Magyar',
  it: 'Italiano',
  ja: '日本語',
  ko: '한국어',
  nb: 'Norsk bokmål',
  nl: 'Nederlands',
  pl: 'Polski',
  pt: 'Português',
  ro: 'Română',
  ru: 'Русский',
  sv: 'Svenska',
  tr: 'Türkçe',
  uk: 'Українська',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
}

/** BCP 47 tags of the languages that captions may have. */
export const CAPTION_LANGUAGES: readonly string[] = Object.keys(NAMES)

/** Returns the name of a language in itself, or its tag if it is none of ours. */
export const captionLanguageName = (tag: string): string => (Object.hasOwn(NAMES, tag) && NAMES[tag]) || tag
