import { expect, test } from 'vitest'
import { openLog } from '~/platform/log.server'

const TOKEN = 'vt_0123456789abcdefABCDEF-_'

/** The log line of an info entry. */
function lineOf(facts: object, message = 'note'): string {
  const lines: string[] = []
  openLog('info', { write: (line) => void lines.push(line) }).info(facts, message)
  return lines.join('')
}

const caused = new Error('outer', { cause: new Error(`no link ${TOKEN}`) })

test.each([
  ['a share token in a path', { path: `/s/${TOKEN}/download` }, TOKEN],
  ['a share token in any other field', { whatever: { deep: [`https://brand.example/s/${TOKEN}?x=1`] } }, TOKEN],
  ['a share token in an error', { err: new Error(`cannot open ${TOKEN}`) }, TOKEN],
  ['a share token in the cause of an error', { err: caused }, TOKEN],
  ['a cookie', { headers: { cookie: 'session=hush' } }, 'hush'],
  ['a Set-Cookie header', { req: { headers: { 'set-cookie': ['session=hush'] } } }, 'hush'],
  ['an Authorization header', { req: { headers: { authorization: 'Bearer hush' } } }, 'hush'],
  ['a password', { password: 'hush' }, 'hush'],
  ['a password of a form input', { input: { password: 'hush' } }, 'hush'],
  [
    'the password of a database URL',
    { err: new Error('connect to postgres://vitrine:hush@127.0.0.1:5432/vitrine') },
    'hush',
  ],
])('the log masks %s', (_, facts, secret) => {
  const line = lineOf(facts)
  expect(line).not.toContain(secret)
  expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'note' })
})

test('the log masks a share token in the message', () => {
  expect(lineOf({}, `opened ${TOKEN}`)).toContain('opened vt_…')
})

test('the log keeps message and stack of an error', () => {
  expect(JSON.parse(lineOf({ err: new Error('disk full') })).err).toMatchObject({
    ...{ type: 'Error', message: 'disk full' },
    stack: expect.stringContaining('log.test.ts'),
  })
})
