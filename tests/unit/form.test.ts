import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AssetTexts } from '~/domain/assets/asset'
import { BulkAct } from '~/domain/bulk/bulk'
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
  ['a plain form', urlencoded],
  ['a form in parts', multipart],
])('%s', (_, requestOf) => {
  test.each<[string, Fields]>([
    ['a name that its schema does not know', [['colour', 'x']]],
    ['one unknown name 6,001 times', times(6001, () => 'a')],
    ['6,001 unknown names', times(6001, (index) => `a${index}`)],
    ['5,999 unknown names that nest 31 deep', times(5999, (index) => `a${index}${'.b'.repeat(31)}`)],
    ['a list in a list', [['order[3][3]', 'x']]],
    ['a place so far down a list that no number says it', [['order[4294967294]', 'x']]],
    ['a field of a text', [['slug.x', 'x']]],
    ['a language nobody speaks', [['title.xx', 'x']]],
    ['a group of fields as one text', [['title', 'x']]],
    ['a text as a list', [['slug[0]', 'x']]],
    ['no name', [['', 'x']]],
    ['a name that does not end', [['title.', 'x']]],
    ['a prototype', [['__proto__.x', 'x']]],
    ['a member of every object', [['constructor', 'x']]],
    ['a text with a NUL', [['slug', 'a\0b']]],
    ['a command of the parser', [['__intent__', '{"type":"update","payload":{"name":"a","index":4294967294}}']]],
    ['a state of the parser', [['__state__', '{']]],
  ])('is refused for %s', async (_, fields) => {
    await expect(readForm(requestOf(fields), change)).rejects.toMatchObject({ code: 'form.unrecognized_keys' })
  })

  test.each<[string, Fields]>([
    ['5,001 times by one name', times(5001, () => 'order')],
    ['at place 5,000', [['order[5000]', 'x']]],
    ['of 5,001 without places', times(5001, () => 'order[]')],
  ])('is told by the field that a list is too long: %s', async (_, fields) => {
    await expect(readForm(requestOf(fields), change)).rejects.toMatchObject({
      code: 'form.too_big_array',
      facts: { field: 'order', maximum: '5000' },
    })
  })

  test.each<[string, Fields]>([
    ['an order of 5,000 and its intent', [['intent', 'order'], ...times(5000, (index) => `order[${index}]`)]],
    ['5,000 files by one name', times(5000, () => 'assets')],
    [
      'words in three ways',
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
    ['of a sign-in', SignIn, 100_000],
    ['of a password', Unlock, 10_000],
    ['without a field', z.strictObject({}), 6000],
  ])('%s is refused by its length alone', async (_, schema, length) => {
    const request = requestOf([['password', 'x'.repeat(length)]])
    await expect(readForm(request, limitsOf(schema))).rejects.toMatchObject({ code: 'form.too_long' })
  })
})

test('a form that does not say how long it is, is read no further than its schema goes', async () => {
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

test('a body that breaks off is refused like one that is no form', async () => {
  const broken = new ReadableStream({
    pull(controller) {
      controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const request = new Request('http://x/', { method: 'POST', body: broken, headers, duplex: 'half' } as RequestInit)
  await expect(readForm(request, limitsOf(Unlock))).rejects.toMatchObject({ code: 'form.unrecognized_keys' })
})

/** The longest text that each field takes, in the letters that need the most room. */
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

test('what a schema accepts is never too long, whatever the letters', async () => {
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
  ['groups, lists and choices', Nested, 2 + 3 + 2 + 1 + 1 + 1, 30 + 15 + 512 + 36 + 5 + 7],
  [
    'the larger of two forms by field',
    z.union([Nested.pick({ tags: true }), z.strictObject({ tags: z.array(z.string().max(9)).max(2) })]),
    3,
    27,
  ],
  ['a schema with a condition', Nested.pick({ id: true }).refine(() => true), 1, 36],
  ['nothing', z.strictObject({}), 0, 0],
])('a form is as large as its schema says: %s', (_, schema, fields, characters) => {
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
])('every form of the product has limits (%#)', (schema) => {
  const { fields, characters } = limitsOf(schema)
  expect(fields).toBeGreaterThan(0)
  expect(characters).toBeLessThan(1_000_000)
})

test.each<[string, z.ZodType]>([
  ['a list without a longest length', z.strictObject({ assets: z.array(z.uuid()) })],
  ['a record', z.strictObject({ words: z.record(z.string(), z.string()) })],
  ['anything', z.strictObject({ words: z.any() })],
])('no action can be made of a schema that states no limit: %s', (_, schema) => {
  expect(() => limitsOf(schema)).toThrow(TypeError)
})

test('an act on 5,000 assets is not too long', async () => {
  const assets = Array.from({ length: 5000 }, () => crypto.randomUUID()).join()
  for (const requestOf of [urlencoded, multipart]) {
    const request = requestOf([
      ['act', 'submit'],
      ['assets', assets],
    ])
    expect((await readForm(request, limitsOf(BulkAct))).get('assets')).toBe(assets)
  }
})

test('a file is refused: files come by tus', async () => {
  const body = new FormData()
  body.set('slug', new File(['x'], 'x.txt'))
  await expect(readForm(new Request('http://x/', { method: 'POST', body }), change)).rejects.toThrow()
})

test.each(['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x', ''])(
  'a body of type %j that is no form is refused',
  async (type) => {
    const request = new Request('http://x/', {
      method: 'POST',
      body: '{"title":"x"}',
      headers: { 'content-type': type },
    })
    await expect(readForm(request, change)).rejects.toMatchObject({ code: 'form.unrecognized_keys' })
  },
)
