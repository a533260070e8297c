/** Names in several languages, by BCP 47 tag. */
export type NamesByLanguage = Partial<Record<string, string[]>>

/** A concept of a file, as it stands there. */
export interface ReadConcept {
  /** The line of the file in which it begins, from 1. */
  line: number
  /** Absent for a concept that the file gives none. */
  iri?: string
  labels: NamesByLanguage
  synonyms: NamesByLanguage
  hidden: NamesByLanguage
  /** What it is below: the IRI of a concept, or a name. */
  parent?: { iri: string } | { name: string }
  matches: string[]
  isDeprecated: boolean
  /** What of it is read in another way than it was meant; keys of the `vocabularies` locale file. */
  notes: ConceptNote[]
}

export type ConceptNote = 'more_parents' | 'more_labels' | 'parent_outside'

/** What a file says of its concepts at all; of all else, terms keep what they have. */
export interface ReadColumns {
  /** Languages of its names. */
  labels: string[]
  synonyms: string[]
  hidden: string[]
  hasParents: boolean
  hasMatches: boolean
  hasDeprecated: boolean
}

/** What a file has beside concepts: how often each property that is not read occurs. */
export type Ignored = Record<string, number>

/** Concepts, statements and bytes of one file. */
export const MOST_CONCEPTS = 50_000
export const MOST_STATEMENTS = 2_000_000
export const MOST_BYTES = 100 * 1024 * 1024

/** Why a file is not read; keys of the `vocabularies` locale file. */
export type SkosRefusal =
  | 'broken'
  | 'entities'
  | 'too_large'
  | 'too_many'
  | 'no_concepts'
  | 'too_slow'
  | 'unknown_format'
  | 'no_columns'

/** A file that is not read; `line` counts from 1. */
export class SkosError extends Error {
  constructor(
    readonly code: SkosRefusal,
    readonly facts: { line?: number; detail?: string } = {},
    options?: ErrorOptions,
  ) {
    super(`skos: ${code}`, options)
    this.name = 'SkosError'
  }
}

/** Formats of RDF by the endings of files. */
export const RDF_FORMATS = { ttl: 'turtle', nt: 'ntriples', rdf: 'rdfxml', xml: 'rdfxml', owl: 'rdfxml' } as const
export type RdfFormat = (typeof RDF_FORMATS)[keyof typeof RDF_FORMATS]

/** Returns a language tag in its canonical form; undefined for none. */
export function languageOf(tag: string): string | undefined {
  try {
    return tag.length <= 35 ? Intl.getCanonicalLocales(tag)[0] : undefined
  } catch {
    return undefined
  }
}

/** Whether a text is an IRI that can be written in every format (RFC 3987, without spaces and delimiters). */
export const isIri = (text: string): boolean =>
  text.length <= 2000 && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`\u0000-\u0020]+$/i.test(text)
