import i18next from 'i18next'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider, initReactI18next } from 'react-i18next'
import { StaticRouter } from 'react-router-dom/server'
import english from '~/i18n/locales/en/ui.json'

const i18n = i18next.createInstance()
await i18n.use(initReactI18next).init({
  lng: 'en',
  ns: ['ui', 'errors'],
  resources: { en: { ui: english, errors: { share: { closed: 'This link is closed.' } } } },
})

/** The HTML rendered on the server for an element, with English texts and a router. */
export const html = (element: ReactElement, at = '/library'): string =>
  renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <StaticRouter location={at}>{element}</StaticRouter>
    </I18nextProvider>,
  )
