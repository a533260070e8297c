import { describe, expect, test } from 'vitest'
import { deliveredName } from '~/domain/assets/delivered-name'
import { cleanFileName, cleanPath, titleFrom } from '~/domain/assets/file-name'
import { keywordsOf } from '~/domain/metadata/built-in'

describe('cleanFileName', () => {
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
  ])('turns %j into %j', (name, kept) => expect(cleanFileName(name)).toBe(kept))
})

describe('deliveredName uses the extension of the detected type', () => {
  test.each([
    ['photo.jpg', 'jpg', 'photo.jpg'],
    ['photo.JPEG', 'jpg', 'photo.JPEG'],
    ['photo.jfif', 'jpg', 'photo.jfif'],
    ['scan.tiff', 'tif', 'scan.tiff'],
    ['poly.html', 'jpg', 'poly.jpg'],
    ['poly.HTM', 'png', 'poly.png'],
    ['poly.svg', 'pdf', 'poly.pdf'],
    ['logo.png', 'jpg', 'logo.jpg'],
    ['notes.mp4', 'txt', 'notes.txt'],
    ['page.html', 'html', 'page.html'],
    ['page.htm', 'html', 'page.htm'],
    ['scene.blend', 'bin', 'scene.blend'],
    ['film.mp4', 'bin', 'film.mp4'],
    ['poly.html', 'bin', 'poly.bin'],
    ['poly.hta', 'zip', 'poly.zip'],
    ['design.fig', 'zip', 'design.fig'],
    ['raw.3fr', 'tif', 'raw.3fr'],
    ['server.log', 'txt', 'server.log'],
    ['deck.potx', 'pptx', 'deck.potx'],
    ['film.m2ts', 'mts', 'film.m2ts'],
    ['module.ts', 'ts', 'module.ts'],
    ['deck.pptx', 'docx', 'deck.docx'],
    ['table.xls', 'doc', 'table.doc'],
    ['script.js', 'txt', 'script.txt'],
    ['no ending', 'jpg', 'no ending.jpg'],
    ['v1.2 final', 'jpg', 'v1.2 final.jpg'],
    ['.html', 'jpg', '.html.jpg'],
    ['x.constructor', 'jpg', 'x.constructor'],
    ['two.html.jpg', 'jpg', 'two.html.jpg'],
    ['film.m4v', 'mp4', 'film.m4v'],
    ['sound.aiff', 'aif', 'sound.aiff'],
  ])('%s detected as %s is delivered as %s', (name, extension, delivered) =>
    expect(deliveredName(name, extension)).toBe(delivered),
  )
})

describe('cleanPath of a dropped folder', () => {
  test.each([
    ['press/2026/a.jpg', 'press/2026/a.jpg'],
    ['../../a.jpg', 'a.jpg'],
    ['C:\\kits\\a.jpg', 'C:/kits/a.jpg'],
    ['/./', undefined],
    [undefined, undefined],
  ])('turns %j into %j', (path, kept) => expect(cleanPath(path)).toBe(kept))
})

test.each([
  ['aizkorri_ridge-2026.jpg', 'aizkorri ridge 2026'],
  ['.jpg', '.jpg'],
  ['---', '---'],
])('the file name %j becomes the title %j', (name, title) => expect(titleFrom(name)).toBe(title))

test('keywordsOf returns each keyword once, in the order given', () => {
  expect(keywordsOf('Ridge, autumn; ridge,, \n Basque Country ')).toEqual(['Ridge', 'autumn', 'Basque Country'])
})
