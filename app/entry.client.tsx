import { RemixBrowser } from '@remix-run/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { MODES } from '~/platform/mode'
import { DocumentContext } from './document'
import { loadTranslations, surfacesOf } from './i18n/browser'

declare global {
  interface Window {
    /** Modules of the routes this document was rendered from; set by Remix before this file runs. */
    __remixRouteModules: Record<string, { handle?: unknown } | undefined>
  }
}

/** Words first: hydrating without them would wipe the text the server has written. */
async function hydrate() {
  const { lang, dataset } = document.documentElement
  const handles = Object.values(window.__remixRouteModules).map((module) => module?.handle)
  const texts = await loadTranslations(lang, surfacesOf(handles))
  await pageData()
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  const facts = { nonce, mode: MODES.find((mode) => mode === dataset.mode) ?? 'follow' }
  hydrateRoot(
    document,
    <StrictMode>
      <DocumentContext.Provider value={facts}>
        <I18nextProvider i18n={texts}>
          <RemixBrowser />
        </I18nextProvider>
      </DocumentContext.Provider>
    </StrictMode>,
  )
}

/**
 * Settles when the data of the page is decoded. The first call of RemixBrowser, before any of its hooks, throws the promise
 * of that; were it thrown while a click has made React hurry, React 18 would give up on the whole page (its error 345).
 */
async function pageData(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (decoding) {
    await decoding
  }
}

void hydrate()
