import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { OWNERS } from '#tests/support/table-owners'

const root = path.resolve(import.meta.dirname, '../..')

/** Left may be imported by right, never the other way round. */
const NOUNS = [
  'audit identity letters guests metadata rights folders templates assets appearances renditions presets access captions embeds delivery comparisons edits annotations relations collections',
  'portals shares kits search named-persons saved smart localization review bulk spreadsheets cells vocabularies swaps duplicates quality imports intake notices notifications events bin scrub',
].flatMap((line) => line.split(' '))

/** Ports of a library that are read and written by one object. */
const STORES = new Set(['app/domain/identity/session-store.server.ts'])

interface Source {
  file: string
  text: string
  imports: string[]
}

const sources: Source[] = ['app', 'db', 'emails', 'tests'].flatMap((folder) => walk(path.join(root, folder)))
const under = (folder: string) => sources.filter((source) => source.file.startsWith(folder))

describe('import direction', () => {
  const layers: [string, RegExp, string][] = [
    [
      'app/platform/',
      /^(app\/(domain|http|routes|ui|server|i18n)\/|app\/urls|emails\/)/,
      'platform knows no business and no HTTP',
    ],
    ['app/domain/', /^(app\/(http|routes|ui|server|i18n)\/)/, 'the domain knows no HTTP and no screen'],
    ['app/http/', /^app\/(routes|ui|server)\//, 'http knows no route'],
    ['app/ui/', /^app\/(domain|http|routes|server|platform\/.*\.server)/, 'ui fetches nothing'],
    ['db/schema/', /^app\//, 'the schema knows nothing'],
    ['emails/', /^app\/(http|routes|server|domain)\/|^db\//, 'a letter takes data and knows no database'],
  ]
  test.each(layers)('files under %s import nothing that matches %s (%s)', (folder, forbidden, why) => {
    const wrong = under(folder).flatMap(({ file, imports }) =>
      imports
        .filter((target) => forbidden.test(target) && !isTypeOfTheme(file, target))
        .map((target) => `${file} -> ${target}`),
    )
    expect(wrong, why).toEqual([])
  })

  test('a domain folder imports only domain folders to its left in NOUNS', () => {
    const wrong = under('app/domain/').flatMap(({ file, imports }) => {
      const own = NOUNS.indexOf(nounOf(file)!)
      expect(own, `${file} lives under a noun nobody knows`).toBeGreaterThanOrEqual(0)
      return imports
        .filter((target) => NOUNS.indexOf(nounOf(target) ?? 'audit') > own)
        .map((target) => `${file} -> ${target}`)
    })
    expect(wrong).toEqual([])
  })

  test('letters are sent by subscribers of events: nothing else in the domain imports domain/notifications', () => {
    const wrong = under('app/domain/').filter(
      ({ file, imports }) =>
        imports.some((target) => nounOf(target) === 'notifications') &&
        nounOf(file) !== 'notifications' &&
        file !== 'app/domain/events/subscribers.server.ts',
    )
    expect(wrong.map((source) => source.file)).toEqual([])
  })

  test('jobs are defined in files of jobs, and the queue is reached through them', () => {
    const defining = under('app/').filter(
      ({ file, text }) =>
        /\b(?:defineJob|declareJob)\(/.test(text) &&
        !/\.jobs\.server\.tsx?$/.test(file) &&
        file !== 'app/domain/audit/events.server.ts',
    )
    expect(defining.map((source) => source.file)).toEqual([])
    const adding = under('app/').filter(({ text }) => /graphile_worker\.add_job/.test(text))
    expect(adding.map((source) => source.file)).toEqual(['app/platform/queue.server.ts'])
  })

  test('app/ui is imported by routes and the document only', () => {
    const wrong = sources.filter(
      ({ file, imports }) =>
        imports.some((target) => target.startsWith('app/ui/')) &&
        !/^(app\/(routes|ui)\/|app\/root|app\/entry|app\/document|tests\/)/.test(file),
    )
    expect(wrong.map((source) => source.file)).toEqual([])
  })

  test('Remix server packages are imported only in http, server, routes and the document', () => {
    const wrong = sources.filter(
      ({ file, text }) =>
        /from '@remix-run\/(node|server-runtime|express)'/.test(text) &&
        !/^app\/(http|server|routes|root|entry)/.test(file) &&
        !file.startsWith('tests/'),
    )
    expect(wrong.map((source) => source.file)).toEqual([])
  })

  test('the empty package remix is never imported', () => {
    expect(sources.filter(({ text }) => /from 'remi[x]'/.test(text)).map((source) => source.file)).toEqual([])
  })

  test('process.env is read only in app/platform/env and app/server', () => {
    const readers = under('app/').filter(({ text }) => /process\.env\b/.test(text.replace(/\/\/.*$/gm, '')))
    const allowed = /^app\/platform\/env|^app\/server\//
    expect(readers.map((source) => source.file).filter((file) => !allowed.test(file))).toEqual([])
  })
})

test('routes and http compare no roles: permissions are functions of domain/identity/permissions', () => {
  const comparing = [...under('app/routes/'), ...under('app/http/')].filter(
    ({ file, text }) => /\broleIncludes\(|\.role\s*[!=]==/.test(text) && file !== 'app/http/context.server.ts',
  )
  expect(comparing.map((source) => source.file)).toEqual([])
})

test('app/routes contains no SQL', () => {
  const querying = under('app/routes/').filter(({ text }) =>
    /\b(?:selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql[<`]/.test(text),
  )
  expect(querying.map((source) => source.file)).toEqual([])
})

test('each table is written only by the domain folder that owns it', () => {
  const writes = /\b(?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)'/g
  const wrong = under('app/').flatMap(({ file, text }) =>
    [...text.matchAll(writes)]
      .map((match) => match[1]!)
      .filter((table) => OWNERS[table] !== nounOf(file))
      .map((table) => `${file} writes ${table}`),
  )
  expect(wrong).toEqual([])
})

describe('names of domain files tell reads from writes', () => {
  const writes = /\b(?:insertInto|updateTable|deleteFrom)\(|\b(?:insert into|delete from|update) \w+/

  test('a file that writes a table is named *.commands.server or *.jobs.server', () => {
    const wrong = under('app/domain/').filter(
      ({ file, text }) =>
        writes.test(withoutComments(text)) && !/\.(commands|jobs)\.server\.tsx?$/.test(file) && !STORES.has(file),
    )
    expect(wrong.map((source) => source.file)).toEqual([])
  })

  test('a *.queries file writes nothing, enqueues no job and imports no command', () => {
    const wrong = under('app/domain/').filter(
      ({ file, text, imports }) =>
        file.includes('.queries.') &&
        (writes.test(withoutComments(text)) ||
          /\b(?:enqueue|inTransaction|forUpdate)\(/.test(text) ||
          imports.some((target) => target.includes('.commands.'))),
    )
    expect(wrong.map((source) => source.file)).toEqual([])
  })
})

describe('source files', () => {
  const code = sources.filter(({ file }) => /\.(ts|tsx|mjs)$/.test(file) && !file.startsWith('db/seeds/demo/'))
  const lines = (source: Source) => source.text.split('\n').length

  test('are at most 300 lines long', () => {
    expect(code.filter((source) => lines(source) > 301).map((source) => `${source.file}: ${lines(source)}`)).toEqual([])
  })

  test('are at most 150 lines long in nine of ten cases', () => {
    const sorted = code.map(lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThanOrEqual(150)
  })

  test('under app have no names such as service, manager, utils, and no barrels', () => {
    const banned = /(^|[/-])(service|repository|manager|helper|helpers|utils|util|common)(\.|-|\/)/i
    const names = sources.map((source) => source.file).filter((file) => file.startsWith('app/'))
    expect(names.filter((file) => banned.test(file) && !file.endsWith('.json'))).toEqual([])
    const barrels = under('app/').filter(({ text }) => /^export \* from/m.test(text))
    expect(barrels.map((source) => source.file)).toEqual([])
  })
})

describe('types', () => {
  const code = under('app/').filter(({ file }) => /\.tsx?$/.test(file))
  const parsed = code.map(parse) // here, since it takes seconds and no test waits for it

  test('fewer than one assertion of non-null per 1,000 lines', () => {
    const lines = code.reduce((sum, { text }) => sum + text.split('\n').length, 0)
    const asserted = parsed.flatMap((source) => placesOf(source, ts.isNonNullExpression))
    expect(asserted.length, asserted.join('\n')).toBeLessThan(lines / 1000)
  })

  test('fewer than six functions take five parameters or more', () => {
    const long = parsed.flatMap((source) =>
      placesOf(source, (node) => ts.isFunctionLike(node) && node.parameters.length >= 5),
    )
    expect(long.length, long.join('\n')).toBeLessThan(6)
  })
})

function parse({ file, text }: Source): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind)
}

/** Where in a source the nodes stand that are asked for, as `file:line`. */
function placesOf(parsed: ts.SourceFile, isWanted: (node: ts.Node) => boolean): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (isWanted(node)) found.push(`${parsed.fileName}:${parsed.getLineAndCharacterOfPosition(node.pos).line + 1}`)
    ts.forEachChild(node, visit)
  }
  visit(parsed)
  return found
}

/** The portal's theme types are shared with the preview in the browser; a type costs nothing at run time. */
const isTypeOfTheme = (file: string, target: string) => file.startsWith('app/ui/') && /portals\/theme/.test(target)

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

const nounOf = (file: string) => /^app\/domain\/([\w-]+)\//.exec(file)?.[1]

function walk(folder: string): Source[] {
  return readdirSync(folder).flatMap((name): Source[] => {
    const full = path.join(folder, name)
    if (name === '.artifacts') return []
    if (statSync(full).isDirectory()) return walk(full)
    if (!/\.(ts|tsx|mjs|js)$/.test(name)) return []
    const file = path.relative(root, full)
    const text = readFileSync(full, 'utf8')
    return [{ file, text, imports: importsOf(file, text) }]
  })
}

function importsOf(file: string, text: string): string[] {
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!)
  return found.flatMap((target) => {
    if (target.startsWith('~/')) return [`app/${target.slice(2)}`]
    if (target.startsWith('#')) return [target.slice(1)]
    if (target.startsWith('.')) return [path.normalize(path.join(path.dirname(file), target))]
    return []
  })
}
