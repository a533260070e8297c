import { expect, test } from 'vitest'
import { type ArchiveEntry, boundTree, buildTree, findEntries } from '~/ui/viewers/archive/tree'
import { codePointsOf, countVisible, covers, nameOfCodePoint, shownCharacter } from '~/ui/viewers/font/coverage'
import { choosableFeatures, featureSettings, variationSettings } from '~/ui/viewers/font/features'

const file = (path: string, size = 1): ArchiveEntry => ({ path, size, isFolder: false })

test('the tree of an archive has folders first, by name, with the sizes and numbers of what is in them', () => {
  const root = buildTree([
    file('b.txt', 5),
    file('a/x/2.svg', 10),
    file('a\\y.svg', 20),
    { path: 'empty/', size: 0, isFolder: true },
  ])
  expect(root.children.map(({ name }) => name)).toEqual(['a', 'empty', 'b.txt'])
  expect(root.children[0]).toMatchObject({ name: 'a', size: 30, files: 2 })
  expect(root).toMatchObject({ size: 35, files: 3 })
})

test('damaged and hostile paths make a tree of bounded depth', () => {
  const root = buildTree([file(`${'a/'.repeat(2000)}b`), file(''), file('//'), file('../../etc/passwd', Number.NaN)])
  let depth = 0
  for (let node = root.children.find(({ name }) => name === 'a'); node; node = node.children[0]) depth++
  expect(depth).toBeLessThanOrEqual(24)
  expect(root.size).toBe(3)
})

test('of a large tree the folders near the top are shown, and how many entries are left out', () => {
  const entries = [...Array(50).keys()].flatMap((folder) => [...Array(50).keys()].map((n) => file(`f${folder}/${n}`)))
  const shown = boundTree(buildTree(entries), 20, 100)
  expect(shown.children).toHaveLength(20)
  expect(shown.left).toBe(30)
  const inside = shown.children.reduce((count, { children }) => count + children.length, 0)
  expect(inside).toBe(80)
  expect(shown.children.at(-1)).toMatchObject({ children: [], left: 50 })
})

test('entries are found by a part of their path in any case', () => {
  const entries = [file('Brand/Logo.svg'), file('brand/photo.jpg')]
  expect(findEntries(entries, 'LOGO', 10)).toEqual([entries[0]])
  expect(findEntries(entries, 'brand', 1)).toHaveLength(1)
  expect(findEntries(entries, ' ', 10)).toEqual([])
})

test('a font covers a text if it has all its characters except white space', () => {
  expect(covers([[0x41, 0x5a]], 'A B')).toBe(true)
  expect(covers([[0x41, 0x5a]], 'Ab')).toBe(false)
  expect(covers([[0x1f600, 0x1f600]], '😀')).toBe(true)
})

test('the table of characters leaves out what cannot be shown, and damaged ranges', () => {
  const ranges: [number, number][] = [
    [0, 0x22],
    [0xd7ff, 0xe000],
    [5, 2],
    [0x110000, 0x120000],
    [-4, 3],
  ]
  expect(codePointsOf(ranges, 0, 10)).toEqual([0x21, 0x22, 0xd7ff, 0xe000])
  expect(countVisible(ranges)).toBe(4)
})

test('pages of the table of characters follow one another, also over all of Unicode', () => {
  const all: [number, number][] = [[0, 0x10ffff]]
  const pages = [0, 1].map((page) => codePointsOf(all, page, 120))
  expect((pages[1]?.[0] ?? 0) - (pages[0]?.at(-1) ?? 0)).toBe(1)
  const last = Math.ceil(countVisible(all) / 120) - 1
  expect(codePointsOf(all, last, 120).at(-1)).toBe(0x10ffff)
  expect(codePointsOf(all, last + 1, 120)).toEqual([])
})

test('a code point is named as Unicode does, and a combining mark stands on a circle', () => {
  expect(nameOfCodePoint(0x41)).toBe('U+0041')
  expect(nameOfCodePoint(0x1f600)).toBe('U+1F600')
  expect(shownCharacter(0x301)).toBe('\u25cc\u0301')
})

test('features that shape scripts, and tags that are none, cannot be switched', () => {
  expect(choosableFeatures(['smcp', 'ccmp', 'smcp', 'a"b;', 'toolong', 'ss01'])).toEqual(['smcp', 'ss01'])
  expect(featureSettings({ smcp: true, liga: false })).toBe('"smcp" 1, "liga" 0')
  expect(featureSettings({})).toBe('normal')
  expect(variationSettings({ wght: 450.5 })).toBe('"wght" 450.5')
})
