import { sql } from 'kysely'
import { keywordLine } from '~/domain/metadata/built-in'
import { canonicalName } from '~/domain/metadata/keywords'
import type { StoredTerm } from '~/domain/metadata/planned-terms'
import { storedTerms } from '~/domain/metadata/stored-terms.queries.server'
import type { Vocabulary } from '~/domain/metadata/vocabulary'
import { csvLines } from '~/platform/csv'
import type { Db } from '~/platform/db.server'
import { LOCALES, type Localized } from '~/platform/language'
import { RDF_WRITERS, type WrittenConcept } from '~/platform/skos/write-rdf'
import { type ConceptColumn, headerOf } from './concept-columns'
import type { ExportFormat } from './vocabulary-import'

/** Terms that are read at once. */
const PART = 500

/** Yields the terms of a vocabulary, but for merged ones, as a file in a format that an import reads again. */
export async function* exportTerms(db: Db, vocabulary: Vocabulary, format: ExportFormat): AsyncGenerator<string> {
  yield* format === 'csv' ? exportTable(db, vocabulary.id) : exportRdf(db, vocabulary, format)
}

/** The IRI of a vocabulary. */
const schemeOf = ({ key }: Vocabulary): string => `urn:vitrine:vocabulary:${key}`

async function* exportRdf(
  db: Db,
  vocabulary: Vocabulary,
  format: Exclude<ExportFormat, 'csv'>,
): AsyncGenerator<string> {
  const [writer, scheme] = [RDF_WRITERS[format], schemeOf(vocabulary)]
  yield writer.begin(scheme)
  for await (const part of inParts(db, vocabulary.id))
    yield part.map((term) => writer.concept(writtenOf(term), scheme)).join('')
  yield writer.end()
}

const writtenOf = ({ parentIri, labels, ...term }: PlacedTerm): WrittenConcept => ({
  ...{ iri: term.iri, synonyms: term.synonyms, hidden: term.hidden, matches: term.matches },
  ...{ broader: parentIri ?? undefined, isDeprecated: term.isDeprecated },
  labels: Object.fromEntries(Object.entries(labels).map(([locale, label = '']) => [locale, [label]])),
})

async function* exportTable(db: Db, vocabularyId: number): AsyncGenerator<string> {
  const columns = await columnsFor(db, vocabularyId)
  yield csvLines([columns.map(headerOf)], { first: true })
  for await (const part of inParts(db, vocabularyId))
    yield csvLines(part.map((term) => columns.map((column) => cellOf(term, column))))
}

function cellOf(term: PlacedTerm, column: ConceptColumn): string {
  switch (column.has) {
    case 'id':
      return term.iri
    case 'parent':
      return term.parentName ?? term.parentIri ?? ''
    case 'same_as':
      return term.matches.join(' ')
    case 'deprecated':
      return term.isDeprecated ? 'yes' : ''
    case 'label':
      return term.labels[column.language] ?? ''
    default:
      return keywordLine(term[column.has][column.language] ?? [], '; ')
  }
}

/** Columns for the languages of the product, and for those that terms have beside them. */
async function columnsFor(db: Db, vocabularyId: number): Promise<ConceptColumn[]> {
  const { rows } = await sql<{ language: string }>`select distinct language from vocabulary_term t,
      lateral (select jsonb_object_keys(t.labels || t.synonyms || t.hidden) as language) as named
    where t.vocabulary_id = ${vocabularyId} and t.merged_into is null order by language`.execute(db)
  const languages = [...new Set<string>([...LOCALES, ...rows.map(({ language }) => language)])]
  const of = (has: 'label' | 'synonyms' | 'hidden') => languages.map((language): ConceptColumn => ({ has, language }))
  const [id, parent, sameAs, deprecated]: ConceptColumn[] = [
    ...([{ has: 'id' }, { has: 'parent' }, { has: 'same_as' }, { has: 'deprecated' }] as const),
  ]
  return [id, parent, ...of('label'), ...of('synonyms'), ...of('hidden'), sameAs, deprecated].flatMap(
    (column) => column ?? [],
  )
}

interface PlacedTerm extends StoredTerm {
  parentIri: string | null
  /** The name of the term above it, when no other term is called so. */
  parentName: string | null
}

async function* inParts(db: Db, vocabularyId: number): AsyncGenerator<PlacedTerm[]> {
  for (let after = 0; ; ) {
    const part = await storedTerms(db, vocabularyId, { after, limit: PART })
    const kept = part.filter(({ mergedInto }) => mergedInto === null)
    const parents = await parentsOf(db, vocabularyId, kept)
    yield kept.map((term) => {
      const parent = parents.get(term.parentId ?? 0)
      const name = parent && canonicalName(parent)
      return {
        ...term,
        parentIri: parent?.iri ?? null,
        parentName: parent?.isOnly && name ? name : null,
      }
    })
    if (part.length < PART) return
    after = part.at(-1)?.id ?? after
  }
}

interface Parent {
  id: number
  iri: string
  labels: Localized
  isOnly: boolean
}

async function parentsOf(db: Db, vocabularyId: number, terms: readonly StoredTerm[]): Promise<Map<number, Parent>> {
  const ids = [...new Set(terms.flatMap(({ parentId }) => parentId ?? []))]
  const { rows } = await sql<Parent>`select t.id, t.iri, t.labels, not exists (
      select 1 from vocabulary_name own join vocabulary_name other on other.vocabulary_id = own.vocabulary_id
        and other.name = own.name and other.term_id <> own.term_id where own.term_id = t.id) as "isOnly"
    from vocabulary_term t where t.vocabulary_id = ${vocabularyId} and t.id = any(${ids}::int[])`.execute(db)
  return new Map(rows.map((parent) => [parent.id, parent]))
}
