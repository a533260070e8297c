import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const text = readFileSync(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')
const lock = JSON.parse(text) as { packages: Record<string, { version?: string; resolved?: string; name?: string }> }

/** Every installed copy, also those nested below another package. */
const copies = Object.entries(lock.packages).flatMap(([where, { version, name }]) => {
  const installedAs = where.split('node_modules/').at(-1)
  return where && installedAs && version ? [{ where, name: name ?? installedAs, version }] : []
})
const copiesOf = (name: string) => copies.filter((copy) => copy.name === name)

/** The lowest version without a known vulnerability. */
const AT_LEAST: [string, string][] = [
  ['@remix-run/router', '1.23.4'],
  ['react-router', '6.30.6'],
  ['react-router-dom', '6.30.6'],
  ['sharp', '0.35.5'],
  ['nodemailer', '10.6.0'],
  ['fast-xml-parser', '5.12.1'],
  ['undici', '6.21.2'],
  ['cookie', '0.7.2'],
  ['dompurify', '3.4.18'],
  ['@tus/server', '2.4.5'],
  ['yazl', '3.3.1'],
  ['zip-stream', '7.0.5'],
  ['yauzl', '3.4.0'],
]

/** Tested together only in these versions. */
const EXACTLY: [string, string][] = [
  ['@remix-run/node', '2.17.5'],
  ['@remix-run/react', '2.17.5'],
  ['@remix-run/server-runtime', '2.17.5'],
  ['@remix-run/dev', '2.17.5'],
  ['archiver', '8.0.0'],
]

describe('package-lock.json', () => {
  test.each(AT_LEAST)('installs %s in version %s or later, also nested', (name, least) => {
    const old = copiesOf(name).filter(({ version }) => isOlder(version, least))
    expect(old.map(({ where, version }) => `${where} ${version}`)).toEqual([])
  })

  test.each(EXACTLY)('installs %s in version %s exactly', (name, version) => {
    expect(new Set(copiesOf(name).map((copy) => copy.version))).toEqual(new Set([version]))
  })

  test('installs react-router 6 only, which Remix 2 is built on', () => {
    const others = [...copiesOf('react-router'), ...copiesOf('react-router-dom')].filter(
      ({ version }) => !version.startsWith('6.'),
    )
    expect(others).toEqual([])
  })

  test('installs the packages of the S3 client in one version', () => {
    const names = ['@aws-sdk/client-s3', '@aws-sdk/lib-storage', '@aws-sdk/s3-request-presigner']
    expect(new Set(names.flatMap(copiesOf).map((copy) => copy.version)).size).toBe(1)
  })

  test('isOlder compares versions numerically, with pre-releases before releases', () => {
    expect(isOlder('0.7.1', '0.7.2')).toBe(true)
    expect(isOlder('0.10.0', '0.7.2')).toBe(false)
    expect(isOlder('10.6.0', '10.6.0')).toBe(false)
    expect(isOlder('10.6.0-beta.1', '10.6.0')).toBe(true)
  })
})

test('package-lock.json has no unpacker that is open to path traversal', () => {
  const banned = ['decompress', 'adm-zip', 'unzipper']
  expect(banned.flatMap(copiesOf)).toEqual([])
})

test('package-lock.json lacks @remix-run/express, whose streams ignore back-pressure', () => {
  expect(copiesOf('@remix-run/express')).toEqual([])
})

test('package-lock.json names no registry host, so that any mirror works', () => {
  const resolved = Object.values(lock.packages).flatMap((entry) => entry.resolved ?? [])
  expect(resolved.filter((address) => /^(https?|git)/.test(address))).toEqual([])
  expect(text).not.toMatch(/"(https?|git\+ssh):\/\/[^"]*\.tgz"/)
})

function isOlder(version: string, least: string): boolean {
  const [numbers = '', pre] = version.split('-', 2)
  const have = numbers.split('.').map(Number)
  const need = least.split('.').map(Number)
  for (let i = 0; i < 3; i++) if (have[i] !== need[i]) return (have[i] ?? 0) < (need[i] ?? 0)
  return pre !== undefined
}
