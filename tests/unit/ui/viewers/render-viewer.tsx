import i18next from 'i18next'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import english from '~/i18n/locales/en/viewer.json'

const i18n = i18next.createInstance()
await i18n.use(initReactI18next).init({
  lng: 'en',
  ns: ['viewer'],
  interpolation: { escapeValue: false },
  resources: { en: { viewer: english } },
})

/** The HTML rendered on the server for a viewer, with English texts. */
export const viewerHtml = (element: ReactElement): string =>
  renderToStaticMarkup(<I18nextProvider i18n={i18n}>{element}</I18nextProvider>)
