import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { type ArrivingFile, brokenRules, type IngestRules, RulesForm } from '~/domain/folders/ingest-rules'
import { fitsPattern, LONGEST_PATTERN } from '~/domain/folders/name-pattern'

const rules = (some: Partial<IngestRules>): IngestRules => ({
  ...{ kinds: [], extensions: [], leastSide: null, profile: null, namePattern: null, isScanned: false },
  ...some,
})
const file = (some: Partial<ArrivingFile> = {}): ArrivingFile => ({
  ...{ fileName: 'ridge.jpg', kind: 'photo', extension: 'jpg', width: 3000, height: 2000 },
  ...some,
})

describe('rules of a folder', () => {
  test.each<[string, Partial<IngestRules>, ArrivingFile, unknown[]]>([
    ['that ask for nothing take everything', {}, file({ scan: undefined }), []],
    ['take a file of an allowed kind', { kinds: ['photo'] }, file(), []],
    ['take a file of another kind with an allowed extension', { kinds: ['vector'], extensions: ['jpg'] }, file(), []],
    [
      'hold a file of no allowed type',
      { kinds: ['vector'], extensions: ['tif'] },
      file(),
      [{ rule: 'type', extension: 'jpg' }],
    ],
    ['take a picture with the least pixels', { leastSide: 2000 }, file(), []],
    [
      'hold a picture with fewer pixels on its shorter side',
      { leastSide: 2001 },
      file(),
      [{ rule: 'too_small', width: 3000, height: 2000, least: 2001 }],
    ],
    [
      'ask no pixels of a drawing',
      { leastSide: 5000 },
      file({ kind: 'vector', extension: 'svg', width: 9, height: 9 }),
      [],
    ],
    ['ask no pixels of a file whose pixels are not known', { leastSide: 9 }, file({ width: null, height: null }), []],
    ['take a profile by a part of its name', { profile: 'srgb' }, file({ profile: 'sRGB IEC61966-2.1' }), []],
    [
      'hold another profile',
      { profile: 'FOGRA39' },
      file({ profile: 'Adobe RGB (1998)' }),
      [{ rule: 'profile', has: 'Adobe RGB (1998)', wanted: 'FOGRA39' }],
    ],
    [
      'hold a picture without a profile',
      { profile: 'sRGB' },
      file({ profile: null }),
      [{ rule: 'no_profile', wanted: 'sRGB' }],
    ],
    [
      'hold a picture whose profile could have been read and was not',
      { profile: 'sRGB' },
      file(),
      [{ rule: 'profile_unread', wanted: 'sRGB' }],
    ],
    ['ask no profile of a format whose profile is not read', { profile: 'sRGB' }, file({ extension: 'pdf' }), []],
    ['hold a name that does not fit', { namePattern: '2026-*' }, file(), [{ rule: 'name', pattern: '2026-*' }]],
    ['hold what the scan refuses', { isScanned: true }, file({ scan: 'refused' }), [{ rule: 'scan_refused' }]],
    ['hold what could not be scanned', { isScanned: true }, file({ scan: 'failed' }), [{ rule: 'scan_failed' }]],
    ['hold what was not scanned', { isScanned: true }, file(), [{ rule: 'scan_failed' }]],
    ['take what the scan lets in', { isScanned: true }, file({ scan: 'clean' }), []],
    [
      'name every rule that is broken',
      { kinds: ['video'], leastSide: 9000, namePattern: 'x' },
      file(),
      [{ rule: 'type' }, { rule: 'too_small' }, { rule: 'name' }],
    ],
  ])('%s', (_, some, arriving, broken) => {
    const found = brokenRules(rules(some), arriving)
    expect(found).toHaveLength(broken.length)
    expect(found).toMatchObject(broken)
  })

  test('are read from a form with extensions in any spelling, and refused with extensions that are none', () => {
    const form = { intent: 'set', extensions: '.JPG, tif;  psd', leastSide: '300', kinds: ['photo'] }
    expect(RulesForm.parse(form)).toMatchObject({ extensions: ['jpg', 'tif', 'psd'], leastSide: 300, kinds: ['photo'] })
    expect(RulesForm.safeParse({ ...form, extensions: '../etc' }).success).toBe(false)
    expect(RulesForm.safeParse({ ...form, leastSide: '0' }).success).toBe(false)
  })
})

describe('a pattern of file names', () => {
  test.each([
    ['ridge.jpg', '*', true],
    ['ridge.jpg', '*.jpg', true],
    ['RIDGE.JPG', 'ridge.*', true],
    ['2026-11-ridge.jpg', '2026-??-*.jpg', true],
    ['2026-1-ridge.jpg', '2026-??-*.jpg', false],
    ['ridge.jpg.exe', '*.jpg', false],
    ['a.b', 'a?b', true],
    ['aab', 'a*ab', true],
    ['', '*', true],
    ['ridge (2).jpg', 'ridge (2).jpg', true],
    ['ridgex2x.jpg', 'ridge (2).jpg', false],
    ['Larrau\u0301.jpg', 'larra\u00fa.jpg', true],
    ['𝒳.jpg', '?.jpg', true],
    ['aaa', '**a**', true],
    ['aaa', '', false],
  ])('%j fits %j: %s', (name, pattern, fits) => {
    expect(fitsPattern(name, pattern)).toBe(fits)
  })

  test('takes no long time for a pattern that regular expressions would take years for', () => {
    const elapsed = cpuClock()
    expect(fitsPattern('a'.repeat(255), `${'*a'.repeat(LONGEST_PATTERN / 2 - 1)}*b`)).toBe(false)
    expect(elapsed()).toBeLessThan(200)
  })
})
