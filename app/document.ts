import { createContext, useContext } from 'react'
import type { Mode } from '~/platform/mode'

/** What the document needs and no loader can give: a page that is not found has no loader data at all. */
export interface DocumentFacts {
  /** Nonce of the document's Content-Security-Policy. */
  nonce?: string
  mode: Mode
}

export const DocumentContext = createContext<DocumentFacts>({ mode: 'follow' })

export const useDocument = (): DocumentFacts => useContext(DocumentContext)
