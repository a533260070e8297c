import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AssetTexts } from '~/domain/assets/asset'
import { BulkAct } from '~/domain/bulk/bulk'
import { CaptionsChange } from '~/domain/captions/captions'
import { CollectionTexts } from '~/domain/collections/collection'
import { SignIn } from '~/domain/identity/person'
import { PortalSettings } from '~/domain/portals/portal'
import { RightsInput } from '~/domain/rights/rights'
import { NewSelection } from '~/domain/search/selection'
import { ChangedShare, NewShare, Unlock } from '~/domain/shares/share'
import { readForm } from '~/http/form.server'
import { limitsOf } from '~/http/form-limits'

type Fields = [name: string, value: string][]
const urlencoded = (fields: Fields) => new Request('http://x/', { method: 'POST', body: new URLSearchParams(fields) })
const multipart = (fields: Fields) => {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  return new Request('http://x/', { method: 'POST', body })
}
const times = (count: number, name: (index: number) => string): Fields =>
  Array.from({ length: count }, (_, index) => [name(index), 'x'])

const Change = z.discriminatedUnion('intent', [
  CollectionTexts.extend({ intent: z.literal('texts') }),
  z.strictObject({ order: z.array(z.uuid()).max(5000), intent: z.literal('order') }),
  z.strictObject({ assets: z.array(z.uuid()).min(1).max(5000), intent: z.literal('remove') }),
  z.strictObject({ intent: z.literal('delete') }),
])
const change = limitsOf(Change)

describe.each([
  ['an urlencoded form', urlencoded],
  ['a multipart form', multipart],
])('%s', (_, requestOf) => {
  test.each<[string, Fields]>([
    ['a field name that is not in the schema', [['colour', 'x']]],
    ['one unknown field name 6,001 times', times(6001, () => 'a')],
    ['6,001 unknown field names', times(6001, (index) => `a${index}`)],
    ['5,999 unknown field names nested 31 deep', times(5999, (index) => `a${index}${'.b'.repeat(31)}`)],
    ['a list index within a list index', [['order[3][3]', 'x']]],
    ['a list index of 4,294,967,294', [['order[4294967294]', 'x']]],
    ['a nested name below a text field', [['slug.x', 'x']]],
    ['an unsupported language tag', [['title.xx', 'x']]],
    ['a text in place of a group of fields', [['title', 'x']]],
    ['a list index on a text field', [['slug[0]', 'x']]],
    ['an empty field name', [['', 'x']]],
    ['a field name that ends in a dot', [['title.', 'x']]],
    ['the field name __proto__.x', [['__proto__.x', 'x']]],
    ['the field name constructor', [['constructor', 'x']]],
    ['a NUL character in a text', [['slug', 'a\0b']]],
    [
      'the __intent__ field of the form library',
      [['__intent__', '{"type":"update","payload":{"name":"a","index":4294967294}}']],
    ],
    ['the __state__ field of the form library', [['__state__', '{']]],
  ])('is refused for %s', async (_, fields) => {
    await expect(readForm(requestOf(fields), change)).rejects.toMatchObject({ code: 'form.unrecognized_keys' })
  })

  test.each<[string, Fields]>([
    ['5,001 values of one name', times(5001, () => 'order')],
    ['the index 5,000', [['order[5000]', 'x']]],
    ['5,001 values without index', times(5001, () => 'order[]')],
  ])('is refused with the name of the list that is too long: %s', async (_, fields) => {
    await expect(readForm(requestOf(fields), change)).rejects.toMatchObject({
      code: 'form.too_big_array',
      facts: { field: 'order', maximum: '5000' },
    })
  })

  test.each<[string, Fields]>([
    ['an order of 5,000 items and its intent', [['intent', 'order'], ...times(5000, (index) => `order[${index}]`)]],
    ['5,000 values of one name', times(5000, () => 'assets')],
    [
      'nested names and a list without index',
      [
        ['title.en', 'x'],
        ['introduction.eu', '50'],
        ['assets[]', 'x'],
      ],
    ],
  ])('passes with %s', async (_, fields) => {
    expect([...(await readForm(requestOf(fields), change)).keys()]).toEqual(fields.map(([name]) => name))
  })

  test.each<[string, z.ZodType, number]>([
    ['of the sign-in schema', SignIn, 100_000],
    ['of the share password schema', Unlock, 10_000],
    ['of a schema without fields', z.strictObject({}), 6000],
  ])('%s is refused by its Content-Length', async (_, schema, length) => {
    const request = requestOf([['password', 'x'.repeat(length)]])
    await expect(readForm(request, limitsOf(schema))).rejects.toMatchObject({ code: 'form.too_long' })
  })
})

test('a form without Content-Length is read only up to the size limit of its schema', async () => {
  let pulled = 0
  const endless = new ReadableStream({
    pull(controller) {
      pulled++
      controller.enqueue(new Uint8Array(1000).fill(97))
    },
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const request = new Request('http://x/', { method: 'POST', body: endless, headers, duplex: 'half' } as RequestInit)
  await expect(readForm(request, limitsOf(Unlock))).rejects.toMatchObject({ code: 'form.too_long' })
  expect(pulled).toBeLessThan(12)
})

test('a form whose connection breaks off is refused as unrecognised', async () => {
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const request = new Request('http://x/', { method: 'POST', body: broken, headers, duplex: 'half' } as RequestInit)
  await expect(readForm(request, limitsOf(Unlock))).rejects.toMatchObject({ code: 'form.unrecognized_keys' })
})

/** The longest text that each field accepts, in characters that take the most bytes. */
const longest: Fields = [
  ...['title', 'description', 'altText', 'usageTerms'].flatMap(
    (field, index): Fields =>
      ['en', 'es', 'eu', 'fr', 'de', 'ar'].map((locale) => [
        `${field}.${locale}`,
        '😀'.repeat([200, 4000, 500, 2000][index]!),
      ]),
  ),
  ['keywords', '😀'.repeat(4000)],
]

test('the size limit of a form admits every value that its schema accepts, also in four-byte characters', async () => {
  for (const requestOf of [urlencoded, multipart])
    expect([...(await readForm(requestOf(longest), limitsOf(AssetTexts))).keys()]).toHaveLength(longest.length)
})

const Nested = z.strictObject({
  title: z.strictObject({ en: z.string().max(10), eu: z.string().trim().max(20).optional() }),
  tags: z.array(z.string().max(5)).max(3).default([]),
  at: z.strictObject({ x: z.coerce.number(), y: z.number().default(5) }).optional(),
  id: z.uuid(),
  kind: z.enum(['one', 'three']),
  words: z
    .string()
    .max(7)
    .default('')
    .transform((text) => text.split(',')),
})

test.each<[string, z.ZodType, number, number]>([
  ['a schema of groups, lists and enums', Nested, 2 + 3 + 2 + 1 + 1 + 1, 30 + 15 + 512 + 36 + 5 + 7],
  [
    'a union, by the larger of its options per field',
    z.union([Nested.pick({ tags: true }), z.strictObject({ tags: z.array(z.string().max(9)).max(2) })]),
    3,
    27,
  ],
  ['a refined schema', Nested.pick({ id: true }).refine(() => true), 1, 36],
  ['an empty schema', z.strictObject({}), 0, 0],
])('limitsOf counts fields and characters of %s', (_, schema, fields, characters) => {
  expect(limitsOf(schema)).toMatchObject({ fields, characters })
})

test.each([
  SignIn,
  Unlock,
  AssetTexts,
  PortalSettings,
  RightsInput,
  NewShare,
  ChangedShare,
  Change,
  BulkAct,
  NewSelection,
])('every form schema of the product has limits (schema %#)', (schema) => {
  const { fields, characters } = limitsOf(schema)
  expect(fields).toBeGreaterThan(0)
  expect(characters).toBeLessThan(1_000_000)
})

test.each<[string, z.ZodType]>([
  ['a list without a maximum length', z.strictObject({ assets: z.array(z.uuid()) })],
  ['a record with any keys', z.strictObject({ words: z.record(z.string(), z.string()) })],
  ['a field of type any', z.strictObject({ words: z.any() })],
])('limitsOf throws TypeError for a schema without limits: %s', (_, schema) => {
  expect(() => limitsOf(schema)).toThrow(TypeError)
})

test('a bulk form with 5,000 asset ids is accepted', async () => {
  const assets = Array.from({ length: 5000 }, () => crypto.randomUUID()).join()
  for (const requestOf of [urlencoded, multipart]) {
    const request = requestOf([
      ['act', 'submit'],
      ['assets', assets],
    ])
    expect((await readForm(request, limitsOf(BulkAct))).get('assets')).toBe(assets)
  }
})

describe('a file in a form', () => {
  const limits = limitsOf(CaptionsChange)
  const sentAs = (name: string, value: string | File) => {
    const body = new FormData()
    body.set(name, value)
    return readForm(new Request('http://x/', { method: 'POST', body }), limits)
  }
  const file = (length: number) => new File([new Uint8Array(length)], 'film.vtt')

  test('is read under the name of a file of the schema, up to somewhat more than its limit', async () => {
    expect((await sentAs('file', file(1_000_001))).get('file')).toMatchObject({ size: 1_000_001 })
    expect((await sentAs('file', file(0))).get('file')).toMatchObject({ size: 0 })
  })

  test.each([
    ['a file in place of a text', 'text', file(1)],
    ['a text in place of a file', 'file', 'x'],
    ['a file of a name that is not in the schema', 'other', file(1)],
  ])('is refused: %s', async (_, name, value) => {
    await expect(sentAs(name, value)).rejects.toMatchObject({ code: 'form.unrecognized_keys' })
  })

  test('counts with its length, and a schema of one without limit is an error', async () => {
    const small = limitsOf(z.strictObject({ file: z.file().max(10) }))
    const body = new FormData()
    body.set('file', file(20_000))
    await expect(readForm(new Request('http://x/', { method: 'POST', body }), small)).rejects.toMatchObject({
      code: 'form.too_long',
    })
    expect(() => limitsOf(z.strictObject({ file: z.file() }))).toThrow(TypeError)
  })
})

test('a form with a file is refused where its schema has none, since files are uploaded by tus', async () => {
  const body = new FormData()
  body.set('slug', new File(['x'], 'x.txt'))
  await expect(readForm(new Request('http://x/', { method: 'POST', body }), change)).rejects.toThrow()
})

test.each(['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x', ''])(
  'a form body of content type %j is refused',
  async (type) => {
    const request = new Request('http://x/', {
      method: 'POST',
      body: '{"title":"x"}',
      headers: { 'content-type': type },
    })
    await expect(readForm(request, change)).rejects.toMatchObject({ code: 'form.unrecognized_keys' })
  },
)
