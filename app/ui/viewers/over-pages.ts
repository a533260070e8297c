import { createContext, type ReactNode, useContext } from 'react'

/** Moves through the pages of a document that is open. Pages count from 1. */
export interface OpenPages {
  toPage: (page: number) => void
  pageNow: () => number
}

export interface OverPages {
  /** What lies over a page. */
  over: (page: number) => ReactNode
  /** Whether the document is opened without being asked for. */
  isWanted: boolean
  /** Called when the pages are shown, and with undefined when they are not any more. */
  onPages: (pages: OpenPages | undefined) => void
}

const Over = createContext<OverPages | undefined>(undefined)

/** Lets a page put something over the pages of the document that is shown in it. */
export const OverPagesProvider = Over.Provider

export const useOverPages = (): OverPages | undefined => useContext(Over)
