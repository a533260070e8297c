import type { ReadColumns, ReadConcept } from '~/platform/skos/concept'
import { canonicalName } from './keywords'
import { matchesAfter, namesAfter, refusalOf, refuseTaken } from './planned-names'
import { placeAll } from './planned-places'
import { indexOf, labelKey, type TermIndex } from './term-index'
import type { Named } from './vocabulary'

/** A term of a vocabulary as an import compares it. */
export interface StoredTerm extends Named {
  id: number
  iri: string
  parentId: number | null
  matches: string[]
  isDeprecated: boolean
  mergedInto: number | null
}

/** Why nothing becomes of a concept; a key of the `vocabularies` locale file. */
export type ConceptRefusal =
  | 'no_name'
  | 'name_too_long'
  | 'too_many_names'
  | 'bad_iri'
  | 'repeated'
  | 'merged'
  | 'name_taken'
  | 'parent_unknown'
  | 'parent_ambiguous'
  | 'parent_refused'
  | 'cycle'
  | 'too_deep'

export type TermAct = 'add' | 'change' | 'move'

/** What becomes of a concept of a file. */
export interface PlannedTerm {
  concept: ReadConcept
  name: string
  refused?: ConceptRefusal
  /** The name of the other term that the reason is about. */
  other?: string
  acts: TermAct[]
  notes: string[]
  /** The term that it is; undefined for one that is added. */
  term?: StoredTerm
  /** What is stored. */
  names: Named
  matches: string[]
  isDeprecated: boolean
  /** What it is below: a term, or another concept of the file by its place; null for the top. */
  parent: { id: number } | { at: number } | null
}

export interface PlanInput {
  concepts: readonly ReadConcept[]
  columns: ReadColumns
  terms: readonly StoredTerm[]
  /** Whether terms are written by their names, so that no two may be written alike. */
  isKeywords: boolean
}

/** Returns what becomes of the concepts of a file, in their order; stops after each thousand, so that others may go on. */
export function* planTerms(input: PlanInput): Generator<void, PlannedTerm[]> {
  const index = indexOf(input.terms)
  const seen = new Map<string, number>()
  const planned: PlannedTerm[] = []
  for (const concept of input.concepts) {
    planned.push(planOne(concept, input, { index, seen, at: planned.length }))
    if (planned.length % 1000 === 0) yield
  }
  if (input.isKeywords) refuseTaken(planned, input.terms)
  yield
  yield* placeAll(planned, input)
  for (const each of planned) each.acts = actsOf(each)
  return planned
}

function planOne(
  concept: ReadConcept,
  { columns, isKeywords, terms }: PlanInput,
  { index, seen, at }: { index: TermIndex; seen: Map<string, number>; at: number },
): PlannedTerm {
  const found = termOf(concept, index)
  const term = found && found.mergedInto === null ? found : undefined
  const names = namesAfter(concept, columns, { term, isKeywords })
  const matches = matchesAfter(concept, columns, term)
  const isDeprecated = columns.hasDeprecated ? concept.isDeprecated : (term?.isDeprecated ?? false)
  const planned: PlannedTerm = {
    ...{ concept, term, names, matches, isDeprecated, acts: [], notes: [...concept.notes], parent: null },
    name: canonicalName(names) || concept.iri || String(concept.line),
  }
  const key = term ? `#${term.id}` : (concept.iri ?? `line ${at}`)
  if (found && !term) {
    const into = terms.find(({ id }) => id === found.mergedInto)
    return { ...planned, refused: 'merged', other: into && canonicalName(into) }
  }
  const refused = refusalOf(planned) ?? (seen.has(key) ? 'repeated' : undefined)
  seen.set(key, at)
  return { ...planned, refused }
}

/** The term with the IRI of the concept, or else the only one with one of its labels in the same language. */
function termOf({ iri, labels }: ReadConcept, { byIri, byLabel }: TermIndex): StoredTerm | undefined {
  const known = iri === undefined ? undefined : byIri.get(iri)
  if (known) return known
  const called = new Set(
    Object.entries(labels).flatMap(([locale, [label = ''] = []]) => byLabel.get(labelKey(locale, label)) ?? []),
  )
  return called.size === 1 ? [...called][0] : undefined
}

function actsOf({ refused, term, names, matches, isDeprecated, parent }: PlannedTerm): TermAct[] {
  if (refused) return []
  if (!term) return ['add']
  const before = [term.labels, term.synonyms, term.hidden, [...term.matches].sort(), term.isDeprecated]
  const after = [names.labels, names.synonyms, names.hidden, [...matches].sort(), isDeprecated]
  const isMoved = (parent === null ? null : 'id' in parent ? parent.id : `at ${parent.at}`) !== term.parentId
  return [...(same(before, after) ? [] : ['change' as const]), ...(isMoved ? ['move' as const] : [])]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
