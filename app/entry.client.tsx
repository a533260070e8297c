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

/** Loads the translations before it hydrates: without them, hydration would replace the server's texts by their keys. */
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
 * Resolves when the data of the page is decoded. The first call of RemixBrowser throws that promise before it uses any hook.
 * If it were thrown during a synchronous render, as after a click, React 18 would discard the whole page (its error 345).
 */
async function pageData(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (decoding) {
    await decoding
  }
}

void hydrate()
