import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { safeNames } from '~/platform/zip/names'

const one = (name: string): string => safeNames([name])[0]!

describe('safeNames', () => {
  test.each([
    ['keeps an ordinary name', 'Sommer 2026 – Kampagne.jpg', 'Sommer 2026 – Kampagne.jpg'],
    ['keeps Basque, Arabic and Japanese', 'mendia-ñ-الشعار-山.png', 'mendia-ñ-الشعار-山.png'],
    ['keeps zero-width non-joiners', 'می\u200cخواهم.pdf', 'می\u200cخواهم.pdf'],
    ['composes decomposed letters', 'Cafe\u0301.jpg', 'Café.jpg'],
    ['replaces parent folders', '../../etc/passwd', '._._etc_passwd'],
    ['replaces a drive letter and backslashes', 'C:\\Windows\\cmd.exe', 'C__Windows_cmd.exe'],
    ['replaces the slashes of an absolute path', '/etc/passwd', '_etc_passwd'],
    ['reduces several dots to one', 'draft..final...jpg', 'draft.final.jpg'],
    ['names a file of dots only "file"', '..', 'file'],
    ['names an empty name "file"', '', 'file'],
    ['names a file of blanks only "file"', ' \t\u00a0', 'file'],
    ['replaces the characters that Windows refuses', 'a<b>c:d"e|f?g*h.txt', 'a_b_c_d_e_f_g_h.txt'],
    ['removes control characters', 'a\u0000b\u001bc\u0085d\r\n.txt', 'abcd.txt'],
    ['removes Unicode line separators', 'a\u2028b\u2029.txt', 'ab.txt'],
    ['removes direction overrides', 'invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['removes direction isolates and marks', '\u2066a\u2069\u200e\u200f\u061cb.txt', 'ab.txt'],
    ['removes unpaired surrogates', 'a\ud800b.txt', 'ab.txt'],
    ['removes dots and blanks at the end', 'name . . ', 'name'],
    ['removes blanks at the beginning', '  name.txt', 'name.txt'],
    ['keeps the dot of a hidden file', '.htaccess', '.htaccess'],
    ['prefixes a Windows device name', 'CON', '_CON'],
    ['prefixes a device name in lower case with extension', 'nul.txt', '_nul.txt'],
    ['prefixes a device name with two extensions', 'com1.tar.gz', '_com1.tar.gz'],
    ['prefixes a device name with a superscript digit', 'LPT¹.txt', '_LPT¹.txt'],
    ['prefixes a device name before a blank', 'aux .txt', '_aux .txt'],
    ['prefixes a device name that appears after control characters are removed', 'C\u0000ON.txt', '_CON.txt'],
    ['prefixes CONIN$', 'CONIN$', '_CONIN$'],
    ['keeps a name that only begins like a device name', 'console.log', 'console.log'],
    ['keeps COM10, which is no device name', 'COM10.txt', 'COM10.txt'],
  ])('%s', (_, name, safe) => {
    expect(one(name)).toBe(safe)
  })
})

describe('safeNames shortens a long name to 180 bytes and keeps its extension', () => {
  test.each([
    ['of one-byte characters', `${'a'.repeat(300)}.jpg`, `${'a'.repeat(176)}.jpg`],
    ['of three-byte characters', `${'山'.repeat(100)}.jpg`, `${'山'.repeat(58)}.jpg`],
    ['of four-byte characters, cut between characters', `${'🦊'.repeat(100)}.jpg`, `${'🦊'.repeat(44)}.jpg`],
    ['without an extension', 'b'.repeat(300), 'b'.repeat(180)],
    ['whose extension is too long to be one', `a.${'c'.repeat(300)}`, `a.${'c'.repeat(178)}`],
    ['cut behind a dot, which is removed', `${'a'.repeat(179)}. ${'b'.repeat(20)}`, 'a'.repeat(179)],
  ])('%s', (_, name, cut) => {
    expect(one(name)).toBe(cut)
    expect(Buffer.byteLength(one(name))).toBeLessThanOrEqual(180)
  })
})

describe('safeNames numbers names that a file system takes for one', () => {
  test.each([
    ['three equal names', ['a.jpg', 'a.jpg', 'a.jpg'], ['a.jpg', 'a (2).jpg', 'a (3).jpg']],
    ['names that differ in case', ['Logo.PNG', 'logo.png'], ['Logo.PNG', 'logo (2).png']],
    ['names that differ in case beyond ASCII', ['ÄRGER.txt', 'ärger.txt'], ['ÄRGER.txt', 'ärger (2).txt']],
    ['composed and decomposed names', ['Café.jpg', 'Cafe\u0301.jpg'], ['Café.jpg', 'Café (2).jpg']],
    ['names with ß and SS', ['Straße.jpg', 'STRASSE.jpg'], ['Straße.jpg', 'STRASSE (2).jpg']],
    [
      'names that are equal after replacement',
      ['a:b.txt', 'a?b.txt', 'a_b.txt'],
      ['a_b.txt', 'a_b (2).txt', 'a_b (3).txt'],
    ],
    ['a numbered name that is in use already', ['a (2).jpg', 'a.jpg', 'a.jpg'], ['a (2).jpg', 'a.jpg', 'a (3).jpg']],
    ['a numbered name that comes later', ['a.jpg', 'a.jpg', 'a (2).jpg'], ['a.jpg', 'a (2).jpg', 'a (2) (2).jpg']],
    ['names without extension', ['README', 'readme'], ['README', 'readme (2)']],
  ])('%s', (_, names, safe) => {
    expect(safeNames(names)).toEqual(safe)
  })

  test('long names that differ only behind the cut', () => {
    const names = safeNames([`${'x'.repeat(200)}1.jpg`, `${'x'.repeat(200)}2.jpg`])
    expect(names).toEqual([`${'x'.repeat(176)}.jpg`, `${'x'.repeat(172)} (2).jpg`])
  })

  test('20,000 equal names in less than 3 s of CPU', () => {
    const cpu = cpuClock()
    const names = safeNames(Array<string>(20_000).fill('IMG_0001.jpg'))
    expect(new Set(names).size).toBe(20_000)
    expect(cpu()).toBeLessThan(3000)
  })
})

test('safeNames of 5,000 random names are safe, unique and unchanged when made safe again', () => {
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
