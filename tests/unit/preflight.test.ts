import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { loggedPath } from '~/http/plain-path'
import { fingerprint } from '~/platform/files/fingerprint.server'
import { sniff } from '~/platform/files/sniff.server'
import { checkInBrowser } from '~/routes/intake/preflight/check-file'
import { pixelsOfHead } from '~/routes/intake/preflight/pixels-of-head'
import { typesOfHead } from '~/routes/intake/preflight/type-of-head'
import { bodyKind } from '~/server/web/body-rules'
import { pageHeaders } from '~/server/web/page-headers'

const folder = path.resolve(import.meta.dirname, '../files')
const names = readdirSync(folder).filter((name) => !name.endsWith('.md'))
const NO_RULES = { kinds: [], extensions: [], leastSide: null, profile: null, namePattern: null }
const fileOf = (name: string, as = name) => new File([new Uint8Array(readFileSync(path.join(folder, name)))], as)
const check = (file: File, rules: object = {}, profile: string | null | undefined = undefined) =>
  checkInBrowser(file, { rules: { ...NO_RULES, ...rules }, leastSide: null }, async () => profile)

test.each(names)('what the page takes %s for, the server does too', async (name) => {
  const local = path.join(folder, name)
  const types = typesOfHead(new Uint8Array(readFileSync(local)))
  if (types.length === 0) return
  const { kind, extension } = await sniff(local, (await fingerprint(createReadStream(local))).head, name)
  expect(types).toContainEqual({ kind, extension })
})

test.each(['photo.jpg', 'round.png', 'moving.gif', 'banner.webp'])(
  'the pixels of %s are read from its head',
  async (name) => {
    const bytes = readFileSync(path.join(folder, name))
    const { width, height, pageHeight } = await sharp(bytes).metadata()
    const [type] = typesOfHead(new Uint8Array(bytes))
    expect(pixelsOfHead(new Uint8Array(bytes), type?.extension)).toEqual({ width, height: pageHeight ?? height })
    expect(pixelsOfHead(new Uint8Array(bytes.subarray(0, 8)), type?.extension)).toBeUndefined()
  },
)

describe('before a byte is sent', () => {
  test.each([
    ['an empty file', new File([], 'a.jpg'), {}, ['empty']],
    ['a PDF that is called like a picture', fileOf('leaflet.pdf', 'a.jpg'), {}, ['masked']],
    ['a PDF where pictures are wanted', fileOf('leaflet.pdf'), { kinds: ['photo'] }, ['type']],
    ['a PDF where drawings are wanted, which the server has to tell', fileOf('leaflet.pdf'), { kinds: ['vector'] }, []],
    ['a picture that is too small', fileOf('photo.jpg'), { leastSide: 90_000 }, ['too_small']],
    ['a name that does not fit', fileOf('photo.jpg'), { namePattern: '2026-*' }, ['name']],
    ['a TIFF, which the server has to tell', fileOf('inks.tif'), { kinds: ['raw'] }, []],
    ['a name from right to left with emoji', fileOf('photo.jpg', '\u202eصورة🏔️.jpg'), { extensions: ['jpg'] }, []],
  ])('%s is told', async (_, file, rules, broken) => {
    expect((await check(file, rules)).problems.map(({ rule }) => rule)).toEqual(broken)
  })

  test('a profile is asked for only where it can be told', async () => {
    const broken = async (profile: string | null | undefined) =>
      (await check(fileOf('photo.jpg'), { profile: 'sRGB' }, profile)).problems.map(({ rule }) => rule)
    expect([await broken('Adobe RGB'), await broken(null), await broken(undefined), await broken('sRGB v4')]).toEqual([
      ['profile'],
      ['no_profile'],
      [],
      [],
    ])
  })
})

test.each(['/upload/vg_secret', '/upload/vg_secret/files', '/p/press/upload/vg_secret', '/UPLOAD//vg_secret?x=1'])(
  'the token in %s is in no log, and the page tells nobody its address',
  (target) => {
    expect(loggedPath(target)).not.toContain('secret')
    const headers = pageHeaders(target.replace('//', '/'), 'n', { origin: 'https://brand.example' })
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'private, no-store' })
    expect(headers['x-robots-tag']).toContain('noindex')
  },
)

test('only the form of a guest sends files of any length', () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '9' }
  expect(bodyKind('POST', headers, '/upload/vg_x/files')).toBe('files')
  expect(bodyKind('POST', headers, '/upload/vg_x/change')).toBe('multipart')
  expect(bodyKind('POST', headers, '/upload/vg_x/y/files')).toBe('multipart')
})
