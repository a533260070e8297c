import type { InitOptions } from 'i18next'
import { fallbackChain } from '~/platform/language'

/** Options shared by server and browser: with different ones, texts would change during hydration. */
export const I18N_OPTIONS = {
  defaultNS: 'common',
  // Basque falls back to Spanish before English, by the same chain as the texts of assets.
  fallbackLng: (tag: string) => fallbackChain(tag, 'en').filter((each) => each !== tag),
  // React, which renders pages and letters, escapes inserted values.
  interpolation: { escapeValue: false },
} satisfies InitOptions
