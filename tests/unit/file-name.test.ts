import { describe, expect, test } from 'vitest'
import { keywordsOf } from '~/domain/assets/asset'
import { cleanFileName, cleanPath, titleFrom } from '~/domain/assets/file-name'

describe('a client’s file name', () => {
  test.each([
    ['photo.jpg', 'photo.jpg'],
    ['/etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['..', 'unnamed'],
    ['', 'unnamed'],
    ['a\u0000b\nc.png', 'abc.png'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['e\u0301tape.jpg', '\u00e9tape.jpg'],
    ['🏔️.jpg', '🏔️.jpg'],
    [`${'ñ'.repeat(400)}.jpeg`, `${'ñ'.repeat(195)}.jpeg`],
  ])('%j is kept as %j', (name, kept) => expect(cleanFileName(name)).toBe(kept))
})

describe('a dropped folder’s path', () => {
  test.each([
    ['press/2026/a.jpg', 'press/2026/a.jpg'],
    ['../../a.jpg', 'a.jpg'],
    ['C:\\kits\\a.jpg', 'C:/kits/a.jpg'],
    ['/./', undefined],
    [undefined, undefined],
  ])('%j is kept as %j', (path, kept) => expect(cleanPath(path)).toBe(kept))
})

test.each([
  ['aizkorri_ridge-2026.jpg', 'aizkorri ridge 2026'],
  ['.jpg', '.jpg'],
  ['---', '---'],
])('%j makes the title %j', (name, title) => expect(titleFrom(name)).toBe(title))

test('keywords are each written once, in their order', () => {
  expect(keywordsOf('Ridge, autumn; ridge,, \n Basque Country ')).toEqual(['Ridge', 'autumn', 'Basque Country'])
})
