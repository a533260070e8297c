import type { ReadConcept } from '~/platform/skos/concept'
import type { ConceptRefusal, PlanInput, PlannedTerm, StoredTerm } from './planned-terms'
import { indexOf } from './term-index'
import { DEEPEST, plainName } from './vocabulary'

type Place = { id: number } | { at: number } | null

/** Says what each is below, and refuses those that cannot be there, until no more are. */
export function* placeAll(planned: PlannedTerm[], { columns, terms }: PlanInput): Generator<void> {
  const find = parentFinder(planned, terms)
  for (const each of planned) {
    const own = each.term && each.term.parentId !== null ? { id: each.term.parentId } : null
    if (each.refused || !columns.hasParents) each.parent = own
    else {
      const { parent, refused, outside } = find(each.concept)
      if (outside) each.notes.push('parent_outside')
      Object.assign(each, refused ? { refused, parent: own } : { parent })
    }
  }
  yield
  for (let round = 0; round < 100; round++) {
    const wrong = misplaced(planned, terms)
    if (wrong.length === 0) return
    for (const [each, refused] of wrong)
      Object.assign(each, {
        refused,
        parent: each.term && each.term.parentId !== null ? { id: each.term.parentId } : null,
      })
    yield
  }
}

function parentFinder(planned: PlannedTerm[], terms: readonly StoredTerm[]) {
  const atIri = new Map(planned.flatMap(({ concept }, at) => (concept.iri ? [[concept.iri, at] as const] : [])))
  const atTerm = new Map(planned.flatMap(({ term }, at) => (term ? [[term.id, at] as const] : [])))
  const { byIri } = indexOf(terms)
  const byName = new Map<string, Set<string>>()
  const note = (name: string | undefined, place: string) => {
    const key = plainName(name ?? '')
    byName.set(key, (byName.get(key) ?? new Set()).add(place))
  }
  for (const term of terms)
    if (term.mergedInto === null && !atTerm.has(term.id))
      for (const label of Object.values(term.labels)) note(label, `#${term.id}`)
  planned.forEach(({ names }, at) => {
    for (const label of Object.values(names.labels)) note(label, String(at))
  })
  const inFile = (at: number): Place => {
    const { term } = planned[at] ?? {}
    return term ? { id: term.id } : { at }
  }
  return ({ parent }: ReadConcept): { parent: Place; refused?: ConceptRefusal; outside?: boolean } => {
    if (!parent) return { parent: null }
    const iri = 'iri' in parent ? parent.iri : parent.name
    const at = atIri.get(iri)
    if (at !== undefined) return { parent: inFile(at) }
    const known = byIri.get(iri)
    if (known) return { parent: { id: known.mergedInto ?? known.id } }
    if ('iri' in parent) return { parent: null, outside: true }
    const [first, ...others] = byName.get(plainName(parent.name)) ?? []
    if (first === undefined) return { parent: null, refused: 'parent_unknown' }
    if (others.length > 0) return { parent: null, refused: 'parent_ambiguous' }
    return { parent: first.startsWith('#') ? { id: Number(first.slice(1)) } : inFile(Number(first)) }
  }
}

/** Returns those that would be below themselves, too deep, or below what is refused. */
function misplaced(planned: PlannedTerm[], terms: readonly StoredTerm[]): [PlannedTerm, ConceptRefusal][] {
  const atTerm = new Map(planned.flatMap(({ term }, at) => (term ? [[term.id, at] as const] : [])))
  const stored = new Map(terms.map((term) => [term.id, term]))
  const above = (place: Exclude<Place, null>): Place => {
    const at = 'at' in place ? place.at : atTerm.get(place.id)
    if (at !== undefined) return planned[at]?.parent ?? null
    const parentId = 'id' in place ? stored.get(place.id)?.parentId : null
    return parentId === null || parentId === undefined ? null : { id: parentId }
  }
  const keyOf = (place: Exclude<Place, null>) => {
    const at = 'at' in place ? place.at : atTerm.get(place.id)
    return at === undefined && 'id' in place ? `#${place.id}` : String(at)
  }
  const wrong: [PlannedTerm, ConceptRefusal][] = []
  planned.forEach((each, start) => {
    if (each.refused) return
    const parentAt = each.parent && 'at' in each.parent ? planned[each.parent.at] : undefined
    // What is refused and was there before stays where it is.
    if (parentAt?.refused && !parentAt.term) {
      wrong.push([each, 'parent_refused'])
      return
    }
    const path = new Set([String(start)])
    let place = each.parent
    while (place && path.size <= DEEPEST) {
      const key = keyOf(place)
      if (key === String(start)) {
        wrong.push([each, 'cycle'])
        return
      }
      // Above a cycle that it is no part of: that is refused first.
      if (path.has(key)) return
      path.add(key)
      place = above(place)
    }
    if (path.size > DEEPEST) wrong.push([each, 'too_deep'])
  })
  return wrong
}
