import { part, query } from './parts'

/** The URLs of what is remarked on versions of an asset. */
export const annotationUrls = {
  /** The page of an asset at one of its annotations. */
  annotation: (id: string, number: number) => `/library/assets/${part(id)}#annotation-${number}`,
  /** All of them, or one with all its comments; POST adds, answers and settles. */
  annotations: (id: string, number?: number) => `/library/assets/${part(id)}/annotations${query({ number })}`,
  /** Whom an annotation may mention, by what is typed. */
  mentionable: (q: string) => `/library/mentionable${query({ q })}`,
}
