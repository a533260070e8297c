import { createReadStream } from 'node:fs'
import { Parser, type Quad, type Term } from 'n3'
import { RdfXmlParser } from 'rdfxml-streaming-parser'
import type { Statement } from './collect-concepts'
import { type RdfFormat, SkosError } from './concept'

/** Longest line of Turtle that is read whole, in UTF-16 units. */
const LONGEST_PIECE = 64 * 1024
/** Longest value of an entity: those of namespaces are short, and each is put in wherever it is named. */
const LONGEST_ENTITY = 300

type Take = (statement: Statement) => void

/** Reads a file of RDF and gives each statement with the line in which it ends. Throws SkosError `broken`, `entities`. */
export async function readRdf(localPath: string, format: RdfFormat, take: Take): Promise<void> {
  const feed = format === 'rdfxml' ? readXml(take) : readTurtle(format, take)
  let line = 1
  for await (const piece of linesOf(localPath)) {
    feed.write(piece, line)
    if (piece.endsWith('\n')) line++
  }
  feed.end(line)
}

interface Feed {
  write: (text: string, line: number) => void
  end: (line: number) => void
}

/** Yields the lines of a file with their ends; of very long ones, parts. */
async function* linesOf(localPath: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(localPath, { encoding: 'utf8' })) {
    rest += chunk
    for (;;) {
      const end = rest.indexOf('\n') + 1
      if (end === 0 && rest.length <= LONGEST_PIECE) break
      // Not between the two halves of a character.
      const length = end || (/[\uD800-\uDBFF]/.test(rest[LONGEST_PIECE - 1] ?? '') ? LONGEST_PIECE - 1 : LONGEST_PIECE)
      yield rest.slice(0, length)
      rest = rest.slice(length)
    }
  }
  if (rest) yield rest
}

function readTurtle(format: 'turtle' | 'ntriples', take: Take): Feed {
  let line = 1
  let [write, end] = [(_: string) => {}, () => {}]
  const parser = new Parser({ format: format === 'turtle' ? 'text/turtle' : 'application/n-triples', baseIRI: BASE })
  const source = {
    on: (event: string, listener: (text: string) => void) => {
      if (event === 'data') write = listener
      if (event === 'end') end = () => listener('')
    },
  }
  // With a stream the parser calls back while a piece is written.
  parser.parse(source as unknown as string, (error: Error | null, quad: Quad | null) => {
    if (error) throw brokenBy(error, line)
    if (quad) take(statementOf(quad, line))
  })
  return {
    write: (text, at) => {
      line = at
      write(text)
    },
    end: (at) => {
      line = at
      end()
    },
  }
}

/** Relative IRIs are names of the file's own. */
const BASE = 'urn:file:'

/** Reads RDF/XML, and knows whether the document has ended. */
class DocumentParser extends RdfXmlParser {
  private depth = 0
  private hasRoot = false

  get isComplete(): boolean {
    return this.hasRoot && this.depth === 0
  }

  protected override onDoctype(doctype: string): void {
    checkEntities(doctype)
    super.onDoctype(doctype)
  }

  protected override onTag(tag: never): void {
    this.depth++
    this.hasRoot = true
    super.onTag(tag)
  }

  protected override onCloseTag(): void {
    this.depth--
    super.onCloseTag()
  }
}

function readXml(take: Take): Feed {
  const parser = new DocumentParser({ baseIRI: BASE, trackPosition: true })
  let broken: Error | undefined
  parser.on('error', (error: Error) => {
    broken ??= error
  })
  const drain = (line: number) => {
    const error = broken ?? parser.errored
    if (error) throw brokenBy(error, line)
    for (let quad = parser.read(); quad !== null; quad = parser.read()) take(statementOf(quad, line))
  }
  return {
    write: (text, line) => {
      parser.write(text)
      drain(line)
    },
    end: (line) => {
      drain(line)
      if (!parser.isComplete) throw new SkosError('broken', { line })
    },
  }
}

/** Entities of a document type may stand for namespaces, and for nothing else. */
function checkEntities(doctype: string): void {
  const entities = doctype.match(/<!ENTITY\b[^>]*>/g) ?? []
  const isPlain = (entity: string) => {
    const value = /^<!ENTITY\s+[\w.-]+\s+(?:"([^"&%]*)"|'([^'&%]*)')\s*>$/.exec(entity)
    return value !== null && (value[1] ?? value[2] ?? '').length <= LONGEST_ENTITY
  }
  if (entities.length > 100 || !entities.every(isPlain) || /\b(SYSTEM|PUBLIC)\b|%/.test(doctype))
    throw new SkosError('entities')
}

const brokenBy = (error: Error, line: number): SkosError =>
  error instanceof SkosError
    ? error
    : new SkosError('broken', { line, detail: error.message.slice(0, 200) }, { cause: error })

function statementOf({ subject, predicate, object }: Quad, line: number): Statement {
  const isLiteral = object.termType === 'Literal'
  return {
    ...{ subject: nameOf(subject), predicate: predicate.value, line },
    object: { value: isLiteral ? object.value : nameOf(object), isLiteral, language: isLiteral ? object.language : '' },
  }
}

const nameOf = (term: Term): string => (term.termType === 'BlankNode' ? `_:${term.value}` : term.value)
