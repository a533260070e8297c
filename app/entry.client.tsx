import { RemixBrowser } from '@remix-run/react'
import { StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { DocumentContext } from './document'
import { openWords, surfacesOf } from './i18n/browser'
import { MODES } from './ui/mode'

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
  const words = await openWords(lang, surfacesOf(handles))
  const facts = { mode: MODES.find((mode) => mode === dataset.mode) ?? 'follow' }
  // In one go: a click in the middle of an interruptible hydration makes React 18 give up on the root (its error 345).
  hydrateRoot(
    document,
    <StrictMode>
      <DocumentContext.Provider value={facts}>
        <I18nextProvider i18n={words}>
          <RemixBrowser />
        </I18nextProvider>
      </DocumentContext.Provider>
    </StrictMode>,
  )
}

void hydrate()
