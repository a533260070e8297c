import {
  type ConceptNote,
  type Ignored,
  isIri,
  languageOf,
  MOST_CONCEPTS,
  MOST_STATEMENTS,
  type NamesByLanguage,
  type ReadColumns,
  type ReadConcept,
  SkosError,
} from './concept'

/** A statement: texts of its terms; a blank node begins with `_:`. */
export interface Statement {
  subject: string
  predicate: string
  object: { value: string; isLiteral: boolean; language: string }
  line: number
}

const SKOS = 'http://www.w3.org/2004/02/skos/core#'
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
const DEPRECATED = 'http://www.w3.org/2002/07/owl#deprecated'
/** Said again by the statements that are read, or of the whole file. */
const KNOWN = new Set(
  ['inScheme', 'topConceptOf', 'hasTopConcept', 'broaderTransitive', 'narrowerTransitive'].map((name) => SKOS + name),
)
const [MOST_NAMES, LONGEST_TEXT, MOST_PROPERTIES] = [200, 1000, 30]

interface Draft {
  line: number
  isConcept: boolean
  labels: Map<string, string[]>
  synonyms: Map<string, string[]>
  hidden: Map<string, string[]>
  parents: string[]
  matches: string[]
  isDeprecated: boolean
}

/** Collects concepts of statements in any order. Fetches nothing: an IRI is a name. */
export class ConceptCollector {
  private readonly drafts = new Map<string, Draft>()
  private readonly ignored = new Map<string, number>()
  private statements = 0
  private hasDeprecated = false
  private hasParents = false
  private hasMatches = false

  /** `language` is that of texts that state none. */
  constructor(private readonly language: string) {}

  add({ subject, predicate, object, line }: Statement): void {
    if (++this.statements > MOST_STATEMENTS) throw new SkosError('too_many', { line })
    if (predicate === TYPE) {
      if (object.value === `${SKOS}Concept`) this.draftOf(subject, line).isConcept = true
      return
    }
    if (predicate === DEPRECATED) {
      this.hasDeprecated = true
      this.draftOf(subject, line).isDeprecated = /^(true|1)$/.test(object.value)
      return
    }
    const name = predicate.startsWith(SKOS) ? predicate.slice(SKOS.length) : ''
    const read = Object.hasOwn(this.readers, name) ? this.readers[name] : undefined
    if (read) read(subject, object, line)
    else if (!KNOWN.has(predicate)) this.ignore(predicate)
  }

  /** By the names of properties of SKOS. */
  private readonly readers: Partial<
    Record<string, (subject: string, object: Statement['object'], line: number) => void>
  > = {
    prefLabel: (subject, object, line) => this.addName(this.draftOf(subject, line, true).labels, object),
    altLabel: (subject, object, line) => this.addName(this.draftOf(subject, line).synonyms, object),
    hiddenLabel: (subject, object, line) => this.addName(this.draftOf(subject, line).hidden, object),
    broader: (subject, { value }, line) => this.addParent(subject, value, line),
    narrower: (subject, { value }, line) => this.addParent(value, subject, line),
    exactMatch: (subject, { value }, line) => {
      this.hasMatches = true
      addTo(this.draftOf(subject, line).matches, value)
    },
  }

  private addParent(child: string, parent: string, line: number): void {
    this.hasParents = true
    addTo(this.draftOf(child, line).parents, parent)
  }

  private addName(names: Map<string, string[]>, { value, isLiteral, language }: Statement['object']): void {
    if (!isLiteral) return
    const tag = language ? languageOf(language) : this.language
    const text = value.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST_TEXT)
    if (!tag || !text) return
    const known = names.get(tag) ?? []
    addTo(known, text)
    names.set(tag, known)
  }

  private draftOf(subject: string, line: number, isConcept = false): Draft {
    const known = this.drafts.get(subject)
    if (known) {
      known.isConcept ||= isConcept
      return known
    }
    if (this.drafts.size >= 2 * MOST_CONCEPTS) throw new SkosError('too_many', { line })
    const draft: Draft = {
      ...{ line, isConcept, labels: new Map(), synonyms: new Map(), hidden: new Map() },
      ...{ parents: [], matches: [], isDeprecated: false },
    }
    this.drafts.set(subject, draft)
    return draft
  }

  private ignore(predicate: string): void {
    const name = predicate.replace(/^.*[/#]/s, '').slice(0, 60)
    if (this.ignored.has(name) || this.ignored.size < MOST_PROPERTIES)
      this.ignored.set(name, (this.ignored.get(name) ?? 0) + 1)
  }

  /** Returns what was collected. Throws SkosError `no_concepts`, `too_many`. */
  finish(): { concepts: ReadConcept[]; columns: ReadColumns; ignored: Ignored } {
    const concepts = [...this.drafts].filter(([, { isConcept }]) => isConcept)
    if (concepts.length === 0) throw new SkosError('no_concepts')
    if (concepts.length > MOST_CONCEPTS) throw new SkosError('too_many', { line: concepts[MOST_CONCEPTS]?.[1].line })
    const languages = (of: 'labels' | 'synonyms' | 'hidden') => [
      ...new Set(concepts.flatMap(([, draft]) => [...draft[of].keys()])),
    ]
    return {
      concepts: concepts.map(([subject, draft]) => this.conceptOf(subject, draft)),
      columns: {
        ...{ labels: languages('labels'), synonyms: languages('synonyms'), hidden: languages('hidden') },
        ...{ hasParents: this.hasParents, hasMatches: this.hasMatches, hasDeprecated: this.hasDeprecated },
      },
      ignored: Object.fromEntries(this.ignored),
    }
  }

  private conceptOf(subject: string, draft: Draft): ReadConcept {
    const notes: ConceptNote[] = []
    if (draft.parents.length > 1) notes.push('more_parents')
    const synonyms = namesOf(draft.synonyms)
    const labels: NamesByLanguage = {}
    for (const [tag, [first = '', ...others]] of draft.labels) {
      labels[tag] = [first]
      if (others.length === 0) continue
      // SKOS allows one in each language (S14); the others find the concept all the same.
      notes.push('more_labels')
      synonyms[tag] = [...new Set([...others, ...(synonyms[tag] ?? [])])]
    }
    const parent = draft.parents.find((each) => this.drafts.get(each)?.isConcept) ?? draft.parents[0]
    return {
      ...{ line: draft.line, iri: subject, labels, synonyms, hidden: namesOf(draft.hidden) },
      ...{ parent: parent === undefined ? undefined : { iri: parent }, isDeprecated: draft.isDeprecated },
      ...{ matches: draft.matches.filter(isIri), notes: [...new Set(notes)] },
    }
  }
}

const namesOf = (names: Map<string, string[]>): NamesByLanguage => Object.fromEntries(names)

function addTo(texts: string[], text: string): void {
  if (texts.length < MOST_NAMES && !texts.includes(text)) texts.push(text)
}
