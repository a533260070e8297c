import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { assets, collections, media, people, portal, shares } from '#db/seeds/demo/brand'
import { KEYWORDS } from '#db/seeds/demo/keywords.server'
import { AssetTexts } from '~/domain/assets/asset'
import { contrast } from '~/domain/portals/colour'
import { PortalTheme } from '~/domain/portals/theme'
import { compileTheme } from '~/domain/portals/theme-css'
import { cleanCaptions } from '~/platform/captions/clean-captions'
import { LOCALES, type Localized } from '~/platform/language'

const folder = path.resolve(import.meta.dirname, '../../db/seeds/demo')
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8')
const photos = assets.filter(({ file }) => file.endsWith('.jpg'))
const drawings = assets.filter(({ file }) => file.endsWith('.svg'))
const files = assets.map(({ file }) => file)
const inEveryLanguage = (text: Localized) => LOCALES.filter((locale) => !text[locale]?.trim())

/** Facts of the credits table by photo: file, author, year, licence name and address. */
const credits = read('photos/CREDITS.md')
  .split('\n')
  .flatMap((line) => {
    const row = line.match(/^\| `([^`]+)` \| [^|]+ \| ([^|]+) \| (\d{4}) \| \[([^\]]+)\]\(([^)]+)\) \|$/)
    return row ? [row.slice(1)] : []
  })

test('demo brand: every photograph, drawing and media file on disk is used exactly once', () => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const onDisk = names.filter((file) => /\.(jpg|svg|mp4|mp3|pdf|pptx|glb|woff2)$/.test(file))
  expect([...files].sort()).toEqual(onDisk.sort())
  expect(photos).toHaveLength(12)
  expect(drawings).toHaveLength(7)
  expect(media).toHaveLength(6)
})

describe.each(assets.map((asset) => [asset.file, asset] as const))('demo asset %s', (_, asset) => {
  test('has title and usage terms in all languages, description and alternative text in three', () => {
    expect(inEveryLanguage(asset.title)).toEqual([])
    expect(inEveryLanguage(asset.usageTerms)).toEqual([])
    for (const locale of ['en', 'es', 'eu']) {
      expect(asset.description[locale], `description ${locale}`).toBeTruthy()
      expect(asset.altText[locale], `alt text ${locale}`).toBeTruthy()
    }
  })

  test('passes the validation of the asset form', () => {
    const { title, description, altText, usageTerms, keywords } = asset
    const typed = { title, description, altText, usageTerms, keywords: keywords.join(', ') }
    expect(AssetTexts.parse(typed)).toEqual({ ...typed, keywords })
  })
})

test('demo brand: no two keywords of the vocabulary have the same name, and those of files are written in English', () => {
  const terms = KEYWORDS.flatMap(([group, within]) => [group, ...within])
  for (const [index] of LOCALES.entries())
    expect(new Set(terms.map((names) => names[index])).size, `names ${index}`).toBe(terms.length)
  const english = new Map(terms.flatMap(([en, ...others]) => others.map((name): [string, string] => [name, en])))
  const foreign = assets.flatMap(({ keywords }) => keywords.filter((word) => (english.get(word) ?? word) !== word))
  expect(foreign).toEqual([])
})

test('demo brand: the rights of the photographs equal those in CREDITS.md', () => {
  const stated = photos.map(({ file, creator, copyrightNotice, licenceName, licenceUrl }) => {
    const year = copyrightNotice.match(/\d{4}/)?.[0]
    return [path.basename(file), creator, year, licenceName, licenceUrl]
  })
  expect(stated.sort()).toEqual(credits.sort())
  for (const { creditLine, creator, licenceName } of photos) expect(creditLine).toBe(`${creator} / ${licenceName}`)
})

test('demo brand: one asset is under embargo, one has expired, one waits for review', () => {
  expect(assets.filter((asset) => asset.embargo).map(({ file }) => file)).toEqual(['photos/infinite-sea.jpg'])
  expect(assets.filter((asset) => asset.expired)).toHaveLength(1)
  expect(assets.filter((asset) => asset.state === 'in_review')).toHaveLength(1)
})

test.each(collections.map((collection) => [collection.slug, collection] as const))(
  'demo collection %s contains its cover and only known files, each once',
  (_, { title, introduction, cover, assets: held }) => {
    expect(held).toContain(cover)
    expect(held.filter((file) => !files.includes(file))).toEqual([])
    expect(new Set(held).size).toBe(held.length)
    expect([...inEveryLanguage(title), ...inEveryLanguage(introduction)]).toEqual([])
  },
)

test('demo brand: no text of the portal or its collections mentions the asset under embargo', () => {
  expect(JSON.stringify([portal, collections])).not.toMatch(/Infinite Sea|winter nights/i)
})

test('demo portal: has texts in every language, uses known files and a publishable theme', () => {
  const { name, headline, introduction, guidelines, logo, logoDark, hero, theme } = portal
  for (const text of [name, headline, introduction, guidelines]) expect(inEveryLanguage(text)).toEqual([])
  for (const file of [logo, logoDark, hero]) expect(files).toContain(file)
  const parsed = PortalTheme.parse(theme)
  expect(contrast(parsed.brandColour, '#ffffff')).toBeGreaterThanOrEqual(4.5)
  expect(compileTheme(parsed).report.publishable).toBe(true)
})

test('demo portal: the guidelines name the colours of the palette sheet in every language', () => {
  const swatches = ['#1F5A45', '#56697A', '#C8841A', '#FBFAF5', '#474CA0']
  for (const locale of LOCALES)
    expect(portal.guidelines[locale]?.match(/#[0-9A-F]{6}/g)?.sort(), locale).toEqual([...swatches].sort())
  for (const hex of swatches) expect(read('mendialde-palette.svg')).toContain(hex.toLowerCase())
})

test('demo brand: shares refer to known collections, and the four people have different e-mail addresses', () => {
  const slugs = collections.map(({ slug }) => slug)
  for (const share of shares) expect(slugs).toContain(share.collection)
  expect(new Set(people.map(({ email }) => email)).size).toBe(4)
  expect(people.map(({ role }) => role).sort()).toEqual(['admin', 'editor', 'manager', 'viewer'])
})

describe.each([
  ...drawings.map(({ file }) => path.join(folder, file)),
  path.join(folder, '../../../public/favicon.svg'),
])('demo drawing %s', (file) => {
  test('contains no text, script or external reference', () => {
    expect(existsSync(file)).toBe(true)
    const text = readFileSync(file, 'utf8').replace('http://www.w3.org/2000/svg', '')
    expect(text).not.toMatch(/<(text|script|style|image|use|foreignObject)\b|\son\w+=|href|url\(|https?:|<!ENTITY/i)
  })

  test('renders at least one opaque pixel', async () => {
    const { channels } = await sharp(file).ensureAlpha().stats()
    expect(channels[3]?.max).toBe(255)
  })
})

test('demo film: its captions in Basque and English are WebVTT that the captions form takes as it is', () => {
  const [film] = media
  expect(Object.keys(film?.captions ?? {}).sort()).toEqual(['en', 'eu'])
  for (const file of Object.values(film?.captions ?? {}))
    expect(cleanCaptions(readFileSync(path.join(folder, file)))).toMatchObject({ cueCount: 4 })
})

test('demo media: the table of credits names every file, and all of them together are at most 3 MiB', () => {
  const table = read('media/CREDITS.md')
  for (const { file } of media) expect(table).toContain(`\`${path.basename(file)}\``)
  const bytes = media.reduce((sum, { file }) => sum + statSync(path.join(folder, file)).size, 0)
  expect(bytes).toBeLessThanOrEqual(3 * 1024 ** 2)
})
