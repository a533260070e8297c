import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { LOCALES } from '~/platform/language'

const folder = path.resolve(import.meta.dirname, '../../app/i18n/locales')
const surfaces = readdirSync(path.join(folder, 'en'))
type Texts = { [key: string]: string | Texts }

const textsOf = (locale: string, surface: string): Map<string, string> =>
  flat(JSON.parse(readFileSync(path.join(folder, locale, surface), 'utf8')))

function flat(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  )
}

const PLURAL = /_(zero|one|two|few|many|other)$/
const placeholders = (text: string) => [...new Set(text.match(/{{.*?}}/g) ?? [])].sort()

/** The keys a language must have: those of English, each plural in the plural forms of that language. */
function wanted(english: Map<string, string>, locale: string): string[] {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
  return [
    ...new Set(
      [...english.keys()].flatMap((key) => {
        const stem = key.replace(PLURAL, '')
        const isPlural = PLURAL.test(key) && english.has(`${stem}_one`) && english.has(`${stem}_other`)
        return isPlural ? forms.map((form) => `${stem}_${form}`) : [key]
      }),
    ),
  ].sort()
}

describe.each(LOCALES)('translations in %s', (locale) => {
  test.each(surfaces)('%s has exactly the keys of English, with the plural forms of the language', (surface) => {
    expect([...textsOf(locale, surface).keys()].sort()).toEqual(wanted(textsOf('en', surface), locale))
  })

  test.each(surfaces)('%s has the placeholders of English in every text', (surface) => {
    const english = textsOf('en', surface)
    const wrong = [...textsOf(locale, surface)].filter(([key, text]) => {
      const source = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? ''
      const needed = placeholders(source)
      const given = placeholders(text)
      // The plural form for exactly none, one or two may spell the number out.
      const free = /_(zero|one|two)$/.test(key) ? ['{{count}}'] : []
      return (
        needed.some((each) => !given.includes(each) && !free.includes(each)) ||
        given.some((each) => !needed.includes(each))
      )
    })
    expect(wrong.map(([key]) => key)).toEqual([])
  })

  test('contain no empty text', () => {
    const empty = surfaces.flatMap((surface) => [...textsOf(locale, surface)].filter(([, text]) => !text.trim()))
    expect(empty).toEqual([])
  })
})

test('every key that code names, also one with a part that is computed, exists', () => {
  const app = path.resolve(import.meta.dirname, '../../app')
  const keys = surfaces.flatMap((surface) => [...textsOf('en', surface).keys()])
  const known = [...keys, ...keys.map((key) => key.replace(PLURAL, ''))]
  const named = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const calls = readFileSync(path.join(app, file), 'utf8').matchAll(/(?<![\w.])t\(\s*(?:'([^']+)'|`([^`]+)`)/g)
      return [...calls].map(([, literal, template]) => ({
        file,
        key: (literal ?? template ?? '').replace(/^[\w-]+:/, ''),
      }))
    })
  expect(named.length).toBeGreaterThan(300)
  const missing = named.filter(({ key }) => !known.some((each) => matcherOf(key).test(each)))
  expect(missing.map(({ file, key }) => `${file}: ${key}`)).toEqual([])
})

/** Matches the keys that a key of code may mean: `${…}` stands for any part of one, and a key with a plural for its stem. */
const matcherOf = (key: string): RegExp =>
  new RegExp(
    `^${key
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^()|[\]\\]/g, '\\$&'))
      .join('.+')}$`,
  )
