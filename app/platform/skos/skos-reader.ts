// Runs in a process of its own (see read-skos.server.ts). Reads the concepts of the file of RDF named by its first argument and
// writes them into the file named by the second, one as JSON in each line, after a line with what the file says at all. Prints
// why it does not, as JSON.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { ConceptCollector } from './collect-concepts'
import { type RdfFormat, SkosError } from './concept'
import { readRdf } from './read-rdf'

const [, , localPath = '', outPath = '', format = '', language = ''] = process.argv

try {
  const collector = new ConceptCollector(language)
  await readRdf(localPath, format as RdfFormat, (statement) => collector.add(statement))
  const { concepts, ...facts } = collector.finish()
  const out = createWriteStream(outPath)
  for (const line of [facts, ...concepts]) if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain')
  out.end()
  await once(out, 'close')
  process.stdout.write('{}')
} catch (error) {
  if (!(error instanceof SkosError)) throw error
  process.stdout.write(JSON.stringify({ code: error.code, facts: error.facts }))
}
