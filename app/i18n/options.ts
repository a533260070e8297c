import type { InitOptions } from 'i18next'
import { fallbackChain } from '~/platform/language'

/** What the server and the browser must agree on, or words would change under the reader's eyes. */
export const I18N_OPTIONS = {
  defaultNS: 'common',
  // Basque readers rather read Spanish than English; the same chain as for texts of assets.
  fallbackLng: (tag: string) => fallbackChain(tag, 'en').filter((each) => each !== tag),
  // React and the templates escape what they insert.
  interpolation: { escapeValue: false },
} satisfies InitOptions
