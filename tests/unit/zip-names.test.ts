import { describe, expect, test } from 'vitest'
import { safeNames } from '~/platform/zip/names'

const one = (name: string): string => safeNames([name])[0]!

describe('a name that every disk can write', () => {
  test.each([
    ['an ordinary name stays', 'Sommer 2026 – Kampagne.jpg', 'Sommer 2026 – Kampagne.jpg'],
    ['Basque, Arabic and Japanese stay', 'mendia-ñ-الشعار-山.png', 'mendia-ñ-الشعار-山.png'],
    ['joiners that scripts need stay', 'می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
    ['decomposed letters are composed', 'Cafe\u0301.jpg', 'Café.jpg'],
    ['a way up the folders is none', '../../etc/passwd', '._._etc_passwd'],
    ['a drive is none', 'C:\\Windows\\cmd.exe', 'C__Windows_cmd.exe'],
    ['an absolute path is none', '/etc/passwd', '_etc_passwd'],
    ['two dots become one', 'draft..final...jpg', 'draft.final.jpg'],
    ['nothing but dots', '..', 'file'],
    ['nothing at all', '', 'file'],
    ['nothing but blanks', ' \t\u00a0', 'file'],
    ['what Windows refuses', 'a<b>c:d"e|f?g*h.txt', 'a_b_c_d_e_f_g_h.txt'],
    ['controls go', 'a\u0000b\u001bc\u0085d\r\n.txt', 'abcd.txt'],
    ['line ends of Unicode go', 'a\u2028b\u2029.txt', 'ab.txt'],
    ['direction overrides go', 'invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['direction isolates and marks go', '\u2066a\u2069\u200e\u200f\u061cb.txt', 'ab.txt'],
    ['half a character goes', 'a\ud800b.txt', 'ab.txt'],
    ['no dot or blank at the end', 'name . . ', 'name'],
    ['no blank at the beginning', '  name.txt', 'name.txt'],
    ['a hidden file stays', '.htaccess', '.htaccess'],
    ['a device', 'CON', '_CON'],
    ['a device in small letters with an ending', 'nul.txt', '_nul.txt'],
    ['a device with two endings', 'com1.tar.gz', '_com1.tar.gz'],
    ['a device with a raised digit', 'LPT¹.txt', '_LPT¹.txt'],
    ['a device before a blank', 'aux .txt', '_aux .txt'],
    ['a device found once controls are gone', 'C\u0000ON.txt', '_CON.txt'],
    ['the console by its other name', 'CONIN$', '_CONIN$'],
    ['what only begins like a device stays', 'console.log', 'console.log'],
    ['a device with two digits is none', 'COM10.txt', 'COM10.txt'],
  ])('%s', (_, name, safe) => {
    expect(one(name)).toBe(safe)
  })
})

describe('a long name', () => {
  test.each([
    ['of one byte each', `${'a'.repeat(300)}.jpg`, `${'a'.repeat(176)}.jpg`],
    ['of three bytes each', `${'山'.repeat(100)}.jpg`, `${'山'.repeat(58)}.jpg`],
    ['of four bytes each, cut between characters', `${'🦊'.repeat(100)}.jpg`, `${'🦊'.repeat(44)}.jpg`],
    ['without an ending', 'b'.repeat(300), 'b'.repeat(180)],
    ['whose ending is no ending', `a.${'c'.repeat(300)}`, `a.${'c'.repeat(178)}`],
    ['cut behind a dot', `${'a'.repeat(179)}. ${'b'.repeat(20)}`, 'a'.repeat(179)],
  ])('%s keeps its ending in 180 bytes', (_, name, cut) => {
    expect(one(name)).toBe(cut)
    expect(Buffer.byteLength(one(name))).toBeLessThanOrEqual(180)
  })
})

describe('no two names that a disk takes for one', () => {
  test.each([
    ['the same twice', ['a.jpg', 'a.jpg', 'a.jpg'], ['a.jpg', 'a (2).jpg', 'a (3).jpg']],
    ['in other case', ['Logo.PNG', 'logo.png'], ['Logo.PNG', 'logo (2).png']],
    ['in other case beyond ASCII', ['ÄRGER.txt', 'ärger.txt'], ['ÄRGER.txt', 'ärger (2).txt']],
    ['composed and decomposed', ['Café.jpg', 'Cafe\u0301.jpg'], ['Café.jpg', 'Café (2).jpg']],
    ['sharp s and ss', ['Straße.jpg', 'STRASSE.jpg'], ['Straße.jpg', 'STRASSE (2).jpg']],
    ['once they are safe', ['a:b.txt', 'a?b.txt', 'a_b.txt'], ['a_b.txt', 'a_b (2).txt', 'a_b (3).txt']],
    ['a counted name is taken already', ['a (2).jpg', 'a.jpg', 'a.jpg'], ['a (2).jpg', 'a.jpg', 'a (3).jpg']],
    ['a counted name comes later', ['a.jpg', 'a.jpg', 'a (2).jpg'], ['a.jpg', 'a (2).jpg', 'a (2) (2).jpg']],
    ['without an ending', ['README', 'readme'], ['README', 'readme (2)']],
  ])('%s', (_, names, safe) => {
    expect(safeNames(names)).toEqual(safe)
  })

  test('long names that differ only where they are cut', () => {
    const names = safeNames([`${'x'.repeat(200)}1.jpg`, `${'x'.repeat(200)}2.jpg`])
    expect(names).toEqual([`${'x'.repeat(176)}.jpg`, `${'x'.repeat(172)} (2).jpg`])
  })

  test('twenty thousand files of one name take no time', () => {
    const begun = performance.now()
    const names = safeNames(Array<string>(20_000).fill('IMG_0001.jpg'))
    expect(new Set(names).size).toBe(20_000)
    expect(performance.now() - begun).toBeLessThan(3000)
  })
})

test('whatever goes in, what comes out is safe, unique and safe again unchanged', () => {
  const alphabet = [
    ...'ab.AB /\\:*?"<>| \u0000\u202e\u0301éſßİıK山🦊',
    '\ud800',
    '\udc00',
    'CON',
    'nul',
    '..',
    '.jpg',
    '. ',
  ]
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return Math.floor((seed / 2 ** 31) * below)
  }
  const names = Array.from({ length: 5000 }, () =>
    Array.from({ length: random(12) }, () => alphabet[random(alphabet.length)]).join(''),
  )
  const safe = safeNames(names)
  expect(safe).toHaveLength(names.length)
  expect(new Set(safe.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(names.length)
  for (const name of safe) {
    expect(name).not.toMatch(/[\u0000-\u001f\u202e<>:"|?*/\\]|\.\.|[. ]$|^ |^$/)
    expect(name).not.toMatch(/^(con|nul)(\s*\.|$)/i)
    expect(name).not.toMatch(/\p{Cs}/u)
    expect(one(name)).toBe(name)
  }
})
