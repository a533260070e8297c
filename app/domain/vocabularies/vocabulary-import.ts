import { z } from 'zod'
import { LOCALES } from '~/platform/language'
import { RDF_FORMATS, type RdfFormat } from '~/platform/skos/concept'

/** A file of terms that was uploaded, to be taken into a vocabulary. */
export const NewVocabularyImport = z.strictObject({
  uploadId: z.string().min(1, 'form.required').max(200),
  /** Of names that state none. */
  language: z.enum(LOCALES),
})

export type VocabularyImportState = 'reading' | 'planned' | 'applying' | 'done' | 'failed'

/** An import with how far it is. */
export interface VocabularyImport {
  id: string
  vocabularyId: number
  personId: string | null
  personName: string | null
  uploadId: string
  fileName: string
  language: string
  state: VocabularyImportState
  /** Why it failed, with facts such as the line. */
  reason: string | null
  facts: Record<string, string | number>
  /** Properties of the file that are not kept, with how often they occur. */
  ignored: Record<string, number>
  createdAt: Date
  endedAt: Date | null
}

/** What becomes of concepts, as they are counted and listed. */
export const OUTCOMES = ['add', 'change', 'move', 'same', 'refused', 'noted'] as const
export type ConceptOutcome = (typeof OUTCOMES)[number]

/** Concepts of one page. */
export const PAGE_OF_CONCEPTS = 100

/** Formats in which terms are sent, and the media types of their files. */
export const EXPORT_FORMATS = {
  csv: 'text/csv; charset=utf-8',
  ttl: 'text/turtle; charset=utf-8',
  nt: 'application/n-triples; charset=utf-8',
  rdf: 'application/rdf+xml; charset=utf-8',
} as const
export type ExportFormat = keyof typeof EXPORT_FORMATS

/** Returns the format of a file by its name; undefined for another. */
export function formatOf(fileName: string): RdfFormat | 'csv' | undefined {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (['csv', 'tsv', 'txt'].includes(ending)) return 'csv'
  return Object.hasOwn(RDF_FORMATS, ending) ? RDF_FORMATS[ending as keyof typeof RDF_FORMATS] : undefined
}
