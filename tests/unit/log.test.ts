import { expect, test } from 'vitest'
import { openLog } from '~/platform/log.server'

const TOKEN = 'vt_0123456789abcdefABCDEF-_'

/** The line that a note becomes. */
function lineOf(facts: object, message = 'note'): string {
  const lines: string[] = []
  openLog('info', { write: (line) => void lines.push(line) }).info(facts, message)
  return lines.join('')
}

const caused = new Error('outer', { cause: new Error(`no link ${TOKEN}`) })

test.each([
  ['a link in a path', { path: `/s/${TOKEN}/download` }, TOKEN],
  ['a link in any other field', { whatever: { deep: [`https://brand.example/s/${TOKEN}?x=1`] } }, TOKEN],
  ['a link in an error', { err: new Error(`cannot open ${TOKEN}`) }, TOKEN],
  ['a link in the cause of an error', { err: caused }, TOKEN],
  ['a cookie', { headers: { cookie: 'session=hush' } }, 'hush'],
  ['a cookie that is set', { req: { headers: { 'set-cookie': ['session=hush'] } } }, 'hush'],
  ['an authorization', { req: { headers: { authorization: 'Bearer hush' } } }, 'hush'],
  ['a password', { password: 'hush' }, 'hush'],
  ['a password of a form', { input: { password: 'hush' } }, 'hush'],
  ['a database password', { err: new Error('connect to postgres://vitrine:hush@127.0.0.1:5432/vitrine') }, 'hush'],
])('%s is taken out', (_, facts, secret) => {
  const line = lineOf(facts)
  expect(line).not.toContain(secret)
  expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'note' })
})

test('a link in the message is taken out', () => {
  expect(lineOf({}, `opened ${TOKEN}`)).toContain('opened vt_…')
})

test('an error keeps its message and stack', () => {
  expect(JSON.parse(lineOf({ err: new Error('disk full') })).err).toMatchObject({
    ...{ type: 'Error', message: 'disk full' },
    stack: expect.stringContaining('log.test.ts'),
  })
})
