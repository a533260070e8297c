import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

/** Words that this code once had for things that have a name of their own in the field, and that name (docs/glossary.md). */
const REPLACED: [parts: RegExp, name: string][] = [
  [/^house/, 'instance, staff, default or content'],
  [/^(heirs?|ears|lifelines?|doors?)$/, 'orphaned backends, listener, liveness lock, site'],
  [/^moments?$/, 'content version'],
  [/^arrows?$/, 'transition (an arrow key is a key)'],
  [/^verdicts?$/, 'review outcome'],
  [/^(papers?|dress(es)?|story|trail|taker)$/, 'kit documents, branding, details, audit log, recorder'],
  [/^grounds?$/, 'background or backdrop'],
  [/^together$/, 'coalesce'],
  [/^words$/, 'texts'],
  [/^formless$/, 'original only'],
]
/** Several words in a row that are fine one by one. */
const REPLACED_PHRASES =
  /takeIn(?![a-z])|takenIn|takeStep|holdShare|heldShare|holderOf|assetsBehind|lockLine|onDark|frontDoor|keepPages/i

/** Names of the platform: keys of a keyboard. */
const OF_OTHERS = /^Arrow(Up|Down|Left|Right)$/

const files = ['app', 'emails', 'db/schema'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(folder, file)),
)

test('identifiers and names of files have the words of the field', () => {
  const found = files.flatMap((file) => {
    const names = [...path.basename(file).split(/[.-]/), ...identifiersOf(file)]
    return [...new Set(names)].flatMap((name) => {
      const instead = replacementOf(name)
      return instead ? [`${file}: ${name} → ${instead}`] : []
    })
  })
  expect(found).toEqual([])
})

function replacementOf(name: string): string | undefined {
  if (OF_OTHERS.test(name)) return undefined
  if (REPLACED_PHRASES.test(name)) return 'see docs/glossary.md'
  const parts = name.split(/_|(?<=[a-z\d])(?=[A-Z])/).map((part) => part.toLowerCase())
  return REPLACED.find(([pattern]) => parts.some((part) => pattern.test(part)))?.[1]
}

function identifiersOf(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false)
  const names: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) names.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}
