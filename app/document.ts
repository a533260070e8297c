import { createContext, useContext } from 'react'
import type { Mode } from '~/platform/mode'

/** Facts the document needs that no loader provides: for an unknown address Remix runs no loader. */
export interface DocumentFacts {
  /** Nonce of the document's Content-Security-Policy. */
  nonce?: string
  mode: Mode
}

export const DocumentContext = createContext<DocumentFacts>({ mode: 'follow' })

/** Returns the nonce and the colour mode of the current document. */
export const useDocument = (): DocumentFacts => useContext(DocumentContext)
