import type { NamesByLanguage } from './concept'

/** A concept as it is written. */
export interface WrittenConcept {
  iri: string
  labels: NamesByLanguage
  synonyms: NamesByLanguage
  hidden: NamesByLanguage
  broader: string | undefined
  matches: readonly string[]
  isDeprecated: boolean
}

/** How a file of concepts begins and ends, and how each is written. */
export interface RdfWriter {
  begin: (scheme: string) => string
  concept: (concept: WrittenConcept, scheme: string) => string
  end: () => string
}

const SKOS = 'http://www.w3.org/2004/02/skos/core#'
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const OWL = 'http://www.w3.org/2002/07/owl#'

/** Each name with its property and language. */
function* namesOf({
  labels,
  synonyms,
  hidden,
}: WrittenConcept): Generator<[name: string, language: string, text: string]> {
  const lists: [string, NamesByLanguage][] = [
    ...([
      ['prefLabel', labels],
      ['altLabel', synonyms],
      ['hiddenLabel', hidden],
    ] as [string, NamesByLanguage][]),
  ]
  for (const [name, byLanguage] of lists)
    for (const [language, texts = []] of Object.entries(byLanguage).sort(([a], [b]) => (a < b ? -1 : 1)))
      for (const text of texts) yield [name, language, text]
}

/** Without what neither XML nor a literal may have. */
const plain = (text: string): string => text.replace(/[\u0000-\u001F\uFFFE\uFFFF]/g, ' ')

const literal = (text: string, language: string): string =>
  `"${plain(text).replace(/["\\]/g, (sign) => `\\${sign}`)}"@${language}`

const links = ({ broader, matches }: WrittenConcept, scheme: string): [name: string, iri: string][] => [
  ['inScheme', scheme],
  ...(broader === undefined ? [] : ([['broader', broader]] as [string, string][])),
  ...matches.map((iri): [string, string] => ['exactMatch', iri]),
]

const turtle: RdfWriter = {
  begin: (scheme) => `@prefix skos: <${SKOS}> .\n@prefix owl: <${OWL}> .\n\n<${scheme}> a skos:ConceptScheme .\n`,
  concept: (concept, scheme) => {
    const said = [
      ...links(concept, scheme).map(([name, iri]) => `skos:${name} <${iri}>`),
      ...[...namesOf(concept)].map(([name, language, text]) => `skos:${name} ${literal(text, language)}`),
      ...(concept.isDeprecated ? ['owl:deprecated true'] : []),
    ]
    return `\n<${concept.iri}> a skos:Concept ;\n  ${said.join(' ;\n  ')} .\n`
  },
  end: () => '',
}

const ntriples: RdfWriter = {
  begin: (scheme) => `<${scheme}> <${RDF}type> <${SKOS}ConceptScheme> .\n`,
  concept: (concept, scheme) => {
    const { iri, isDeprecated } = concept
    const said = [
      `<${RDF}type> <${SKOS}Concept>`,
      ...links(concept, scheme).map(([name, other]) => `<${SKOS}${name}> <${other}>`),
      ...[...namesOf(concept)].map(([name, language, text]) => `<${SKOS}${name}> ${literal(text, language)}`),
      ...(isDeprecated ? [`<${OWL}deprecated> "true"^^<http://www.w3.org/2001/XMLSchema#boolean>`] : []),
    ]
    return said.map((each) => `<${iri}> ${each} .\n`).join('')
  },
  end: () => '',
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const xml = (text: string): string => plain(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)

const rdfxml: RdfWriter = {
  begin: (scheme) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="${RDF}" xmlns:skos="${SKOS}" xmlns:owl="${OWL}">\n` +
    `<skos:ConceptScheme rdf:about="${xml(scheme)}"/>\n`,
  concept: (concept, scheme) => {
    const said = [
      ...links(concept, scheme).map(([name, iri]) => `  <skos:${name} rdf:resource="${xml(iri)}"/>\n`),
      ...[...namesOf(concept)].map(
        ([name, language, text]) => `  <skos:${name} xml:lang="${language}">${xml(text)}</skos:${name}>\n`,
      ),
      ...(concept.isDeprecated
        ? ['  <owl:deprecated rdf:datatype="http://www.w3.org/2001/XMLSchema#boolean">true</owl:deprecated>\n']
        : []),
    ]
    return `<skos:Concept rdf:about="${xml(concept.iri)}">\n${said.join('')}</skos:Concept>\n`
  },
  end: () => '</rdf:RDF>\n',
}

export const RDF_WRITERS = { ttl: turtle, nt: ntriples, rdf: rdfxml } as const satisfies Record<string, RdfWriter>
