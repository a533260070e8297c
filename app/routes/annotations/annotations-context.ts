import type { SerializeFrom } from '@remix-run/node'
import { createContext, type RefObject, useContext } from 'react'
import type { Place } from '~/domain/annotations/annotation'
import type { OverPages } from '~/ui/viewers/over-pages'
import type { loadAnnotations } from './load-annotations.server'

export type AnnotationsData = SerializeFrom<typeof loadAnnotations>
export type Annotation = AnnotationsData['list'][number]
export type AnnotationComment = Annotation['comments'][number]

/** Which annotations a page shows. */
export const FILTERS = ['open', 'check', 'resolved'] as const
export type Filter = (typeof FILTERS)[number]

/** A place on a picture or a page. */
export type PicturePlace = Extract<Place, { x: number }>
export const isPicturePlace = (place: Place): place is PicturePlace => 'x' in place

/** An annotation that is being made. */
export interface Draft {
  place: Place
  /** Whether its place is being chosen with the keyboard; then its text. */
  isPlacing: boolean
}

export interface Annotations {
  data: AnnotationsData
  filter: Filter
  setFilter: (filter: Filter) => void
  /** Those that the filter shows, and those that were just changed. */
  shown: Annotation[]
  active: number | undefined
  draft: Draft | undefined
  /** Around the viewer of the file. */
  box: RefObject<HTMLDivElement>
  /** Whether a document is opened without being asked for, and who is told of its pages. */
  isWanted: OverPages['isWanted']
  onPages: OverPages['onPages']
  /** Begins an annotation of a place, or of the whole file. */
  begin: (of: 'place' | 'file') => void
  /** Sets the place of the one that is being made; `goesOn` when it is chosen, and its text is next. */
  place: (place: Place, goesOn: boolean) => void
  cancel: () => void
  /** Called when an annotation was made or changed: it stays in view whatever the filter says. */
  changed: (number: number, isNew?: boolean) => void
  /** Goes to the place of an annotation in the viewer. */
  goTo: (number: number) => void
  /** Shows the thread of an annotation, with the focus there. */
  open: (number: number) => void
}

export const AnnotationsContext = createContext<Annotations | undefined>(undefined)

/** Returns the annotations of the page; undefined where they are not shown. */
export const useAnnotations = (): Annotations | undefined => useContext(AnnotationsContext)

/** Id of the element of a thread, and the fragment of the address that leads there. */
export const threadId = (number: number): string => `annotation-${number}`
/** Id of what begins an annotation: the focus goes back there. */
export const BEGIN_ID = 'annotation-begin'
export const HEADING_ID = 'annotations-heading'
