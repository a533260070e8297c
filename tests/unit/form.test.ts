import { describe, expect, test } from 'vitest'
import { readForm } from '~/http/form.server'

type Fields = [name: string, value: string][]
const urlencoded = (fields: Fields) => new Request('http://x/', { method: 'POST', body: new URLSearchParams(fields) })
const multipart = (fields: Fields) => {
  const body = new FormData()
  for (const [name, value] of fields) body.append(name, value)
  return new Request('http://x/', { method: 'POST', body })
}
const times = (count: number, name: (index: number) => string): Fields =>
  Array.from({ length: count }, (_, index) => [name(index), 'x'])

describe.each([
  ['a plain form', urlencoded],
  ['a form in parts', multipart],
])('%s', (_, requestOf) => {
  test.each<[string, Fields]>([
    ['one name 6,001 times', times(6001, () => 'a')],
    ['6,001 names', times(6001, (index) => `a${index}`)],
    ['a place far down a list', [['order[4294967294]', 'x']]],
    ['many lists of middling length', times(1000, (index) => `a${index}[100]`)],
    ['a list in a list in a list', [['a[3000][3000][3000]', 'x']]],
    ['a name 40 deep', [[`a${'.b'.repeat(40)}`, 'x']]],
    ['lists 40 deep', [[`a${'[0]'.repeat(40)}`, 'x']]],
    ['a text with a NUL', [['title', 'a\0b']]],
    ['a command of the parser', [['__intent__', '{"type":"update","payload":{"name":"a","index":4294967294}}']]],
    ['a state of the parser', [['__state__', '{']]],
  ])('is refused for %s', async (_, fields) => {
    await expect(readForm(requestOf(fields))).rejects.toMatchObject({ code: 'form.unrecognized_keys' })
  })

  test.each<[string, Fields]>([
    ['an order of 5,000 and its intent', [['intent', 'order'], ...times(5000, (index) => `order[${index}]`)]],
    ['2,000 files by one name', times(2000, () => 'assets')],
    [
      'nested words',
      [
        ['title.en', 'x'],
        ['theme.heroFocus.x', '50'],
        ['assets[]', 'x'],
      ],
    ],
  ])('passes with %s', async (_, fields) => {
    expect([...(await readForm(requestOf(fields))).keys()]).toEqual(fields.map(([name]) => name))
  })
})

test('a file is refused: files come by tus', async () => {
  const body = new FormData()
  body.set('title', new File(['x'], 'x.txt'))
  await expect(readForm(new Request('http://x/', { method: 'POST', body }))).rejects.toThrow()
})

test.each(['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=x', ''])(
  'a body of type %j that is no form is refused',
  async (type) => {
    const request = new Request('http://x/', {
      method: 'POST',
      body: '{"title":"x"}',
      headers: { 'content-type': type },
    })
    await expect(readForm(request)).rejects.toMatchObject({ code: 'form.unrecognized_keys' })
  },
)
