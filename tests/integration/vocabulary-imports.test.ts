import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '#tests/support/world'
import { createVocabulary } from '~/domain/metadata/terms.commands.server'
import { findVocabulary } from '~/domain/metadata/vocabularies.queries.server'
import { exportTerms } from '~/domain/vocabularies/export-terms.queries.server'
import type { ExportFormat } from '~/domain/vocabularies/vocabulary-import'
import { createVocabularyImport, startVocabularyImport } from '~/domain/vocabularies/vocabulary-imports.commands.server'
import {
  countConcepts,
  findVocabularyImport,
  listConcepts,
} from '~/domain/vocabularies/vocabulary-imports.queries.server'
import { newId } from '~/platform/ids.server'
import { required } from '~/platform/required'

let world: World
let made = 0
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function vocabulary() {
  const key = `thesaurus_${made++}`
  await createVocabulary(world.db, world.mara, { key, isOpen: false, labels: { en: 'Thesaurus' } })
  return required(await findVocabulary(world.db, key), 'vocabulary')
}
type Vocabulary = Awaited<ReturnType<typeof vocabulary>>

/** Uploads a file and has it read. */
async function read(to: Vocabulary, fileName: string, text: string, language = 'en'): Promise<string> {
  const uploadId = newId().replaceAll('-', '')
  await world.pool.query(
    `insert into upload (id, person_id, file_name, byte_size, state, facts)
     values ($1, $2, $3, $4, 'done', '{"purpose": "import"}')`,
    [uploadId, world.mara.id, fileName, Buffer.byteLength(text)],
  )
  await world.staging.withLocalFile(uploadId, (localPath) => writeFile(path.resolve(localPath), text))
  const importId = await createVocabularyImport(world.db, world.mara, to, { uploadId, language })
  await world.runJobs()
  return importId
}
const ended = async (importId: string) => {
  const { state, reason, facts } = required(await findVocabularyImport(world.db, importId), 'import')
  return { state, reason, facts }
}
async function taken(to: Vocabulary, fileName: string, text: string) {
  const importId = await read(to, fileName, text)
  expect(await ended(importId)).toMatchObject({ state: 'planned' })
  await startVocabularyImport(world.db, world.mara, importId)
  await world.runJobs()
  expect(await ended(importId)).toMatchObject({ state: 'done' })
  return countConcepts(world.db, importId)
}
async function exported(of: Vocabulary, format: ExportFormat): Promise<string> {
  let text = ''
  for await (const part of exportTerms(world.db, of, format)) text += part
  return text.replaceAll(`vocabulary:${of.key}`, 'vocabulary:x')
}

const TURTLE = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix t: <https://thesaurus.example/> .
t:water a skos:Concept ; skos:prefLabel "Water"@en, "Ura"@eu, "Acqua"@it ; skos:narrower t:sea ;
  skos:definition "Wet"@en .
t:sea a skos:Concept ; skos:prefLabel "Sea, \\"the\\" = deep"@en, "البحر"@ar ; skos:altLabel "Ocean"@en, "Rome, Italy"@en ;
  skos:hiddenLabel "Seee"@en ; skos:exactMatch <https://other.example/1> ; skos:prefLabel "Main"@en .
t:old a skos:Concept ; skos:prefLabel "Old"@en-GB ; skos:broader t:sea, t:water ; owl:deprecated true .
t:loop a skos:Concept ; skos:prefLabel "Loop"@en ; skos:broader t:loop .
`

describe('a file of terms', () => {
  test('is read, shown line by line, and taken in as a whole', async () => {
    const to = await vocabulary()
    const importId = await read(to, 'thesaurus.ttl', TURTLE)
    expect(await countConcepts(world.db, importId)).toMatchObject({
      total: 4,
      add: 3,
      refused: 1,
      noted: 2,
      changing: 3,
    })
    const refused = await listConcepts(world.db, importId, { outcome: 'refused', after: -1 })
    expect(refused).toMatchObject([{ line: 9, name: 'Loop', refused: 'cycle' }])
    expect(await findVocabularyImport(world.db, importId)).toMatchObject({ ignored: { definition: 1 } })
    expect((await exported(to, 'nt')).split('\n')).toHaveLength(2)
    await startVocabularyImport(world.db, world.mara, importId)
    await startVocabularyImport(world.db, world.mara, importId)
    await world.runJobs()
    const { rows } = await world.pool.query(
      `select t.iri, t.labels, t.synonyms, t.hidden, t.matches, p.iri as parent, t.deprecated_at is not null as gone
       from vocabulary_term t left join vocabulary_term p on p.id = t.parent_id where t.vocabulary_id = $1 order by t.id`,
      [to.id],
    )
    expect(rows).toMatchObject([
      { iri: 'https://thesaurus.example/water', labels: { en: 'Water', eu: 'Ura', it: 'Acqua' }, parent: null },
      {
        ...{ labels: { en: 'Sea, "the" = deep', ar: 'البحر' }, synonyms: { en: ['Main', 'Ocean', 'Rome, Italy'] } },
        ...{
          hidden: { en: ['Seee'] },
          matches: ['https://other.example/1'],
          parent: 'https://thesaurus.example/water',
        },
      },
      { labels: { 'en-GB': 'Old' }, parent: 'https://thesaurus.example/sea', gone: true },
    ])
  })

  test.each<ExportFormat>(['csv', 'ttl', 'nt', 'rdf'])(
    'as %s goes out and comes in again without loss',
    async (format) => {
      const [from, to] = [await vocabulary(), await vocabulary()]
      await taken(from, 'thesaurus.ttl', TURTLE)
      const text = await exported(from, format)
      expect(await taken(to, `terms.${format}`, text)).toMatchObject({ total: 3, add: 3, refused: 0, noted: 0 })
      expect(await exported(to, format)).toBe(text)
      expect(await exported(to, 'nt')).toBe(await exported(from, 'nt'))
      const again = await read(from, `terms.${format}`, text)
      expect(await countConcepts(world.db, again)).toMatchObject({ total: 3, same: 3, changing: 0 })
    },
  )

  test('written by hand is read with the columns it has', async () => {
    const to = await vocabulary()
    const csv =
      'Name;parent;label_eu;synonyms [en];comment\nWater;;Ura;;x\nSea;water;Itsasoa;"Ocean; ""Rome, Italy""";\nX;Earth;;;\n'
    expect(await taken(to, 'terms.csv', csv)).toMatchObject({ add: 2, refused: 1 })
    const { rows } = await world.pool.query(
      'select labels, synonyms from vocabulary_term where vocabulary_id = $1 order by id',
      [to.id],
    )
    expect(rows).toEqual([
      { labels: { en: 'Water', eu: 'Ura' }, synonyms: {} },
      { labels: { en: 'Sea', eu: 'Itsasoa' }, synonyms: { en: ['Ocean', 'Rome, Italy'] } },
    ])
    const moved = 'label,parent\nSea,\nWater,Sea\n'
    expect(await taken(to, 'moved.csv', moved)).toMatchObject({ move: 2, add: 0, change: 0 })
  })

  const RDF =
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#"'
  test.each<[string, string, string, object]>([
    ['that is cut off', 'a.ttl', TURTLE.slice(0, 300), { reason: 'broken' }],
    ['that is not RDF', 'a.rdf', '<html><p>x</html>', { reason: 'broken', facts: { line: 1 } }],
    [
      'with entities in entities',
      'a.rdf',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rdf:RDF ${RDF}>&b;</rdf:RDF>`,
      { reason: 'entities' },
    ],
    [
      'with an entity of a file',
      'a.rdf',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rdf:RDF ${RDF}>&a;</rdf:RDF>`,
      { reason: 'entities' },
    ],
    ['without terms', 'a.nt', '<a:a> <a:b> <a:c> .\n', { reason: 'no_concepts' }],
    ['without a column of names', 'a.csv', 'a,b\n1,2\n', { reason: 'no_columns' }],
    ['of another format', 'a.docx', 'PK', { reason: 'unknown_format' }],
    ['that is binary', 'a.csv', 'label\n\0\0', { reason: 'broken' }],
  ])('%s is refused', async (_, fileName, text, expected) => {
    expect(await ended(await read(await vocabulary(), fileName, text))).toMatchObject({ state: 'failed', ...expected })
  })

  test('of 20,000 terms takes seconds', async () => {
    const to = required(await findVocabulary(world.db, 'keywords'), 'vocabulary')
    const lines = Array.from({ length: 20_000 }, (_, n) => {
      const parent = n ? `Term ${Math.floor((n - 1) / 12)}` : ''
      return `Term ${n},${parent},Terminoa ${n},Synonym ${n}; Other ${n}`
    })
    const start = performance.now()
    const counts = await taken(to, 'large.csv', ['label,parent,label [eu],synonyms', ...lines].join('\n'))
    expect(counts).toMatchObject({ total: 20_000, add: 20_000 })
    expect(performance.now() - start).toBeLessThan(240_000)
    const { rows } = await world.pool.query('select count(*)::int as n from vocabulary_name where vocabulary_id = 0')
    expect(rows[0].n).toBe(80_000)
  }, 300_000)
})
