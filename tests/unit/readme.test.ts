import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ENV_TABLE } from '~/platform/env-table'

const root = path.resolve(import.meta.dirname, '../..')
const readme = readFileSync(path.join(root, 'README.md'), 'utf8')

test('the configuration table of the README equals the one generated from the code', () => {
  const rows = ENV_TABLE.map((row) => `| \`${row.name}\` | ${row.default || '—'} | ${row.meaning} |`)
  const table = ['| Variable | Default | Meaning |', '|---|---|---|', ...rows].join('\n')
  expect(readme).toContain(`<!-- configuration -->\n${table}\n<!-- /configuration -->`)
})

test('every file that the README links to exists', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map((match) => match[1]!)
  expect(links.length).toBeGreaterThan(3)
  expect(links.filter((link) => !existsSync(path.join(root, link)))).toEqual([])
})

test('every npm script that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]!)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})
