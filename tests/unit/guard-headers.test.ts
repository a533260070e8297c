import { describe, expect, test } from 'vitest'
import { loggedPath } from '~/http/plain-path'
import { bodyKind, nestsTooDeep } from '~/server/web/body-rules'
import { contentSecurityPolicy } from '~/server/web/csp'
import { pageHeaders } from '~/server/web/page-headers'

describe('Content-Security-Policy', () => {
  const policy = (path: string) => new Map(contentSecurityPolicy('N0nce', path).split('; ').map(split))
  const split = (directive: string): [string, string] => {
    const [name = '', ...values] = directive.split(' ')
    return [name, values.join(' ')]
  }

  test('a page loads our own files and what carries its nonce, nothing else', () => {
    expect(Object.fromEntries(policy('/p/press'))).toEqual({
      'default-src': "'none'",
      'script-src': "'self' 'nonce-N0nce'",
      'style-src': "'self' 'nonce-N0nce'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'media-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'object-src': "'none'",
      'frame-ancestors': "'none'",
      'manifest-src': "'self'",
    })
  })

  test.each([
    '/library',
    '/library/assets/1',
    '/review',
    '/admin/audit',
    '/portals/1',
    '/shares/new',
    '/collections',
    '/bin',
    '/people/1',
    '/account',
  ])('staff page %s may carry style attributes', (path) =>
    expect(policy(path).get('style-src-attr')).toBe("'unsafe-inline'"),
  )

  test.each(['/', '/p/library', '/s/library', '/librarything', '/sign-in', '/x/library'])('%s may not', (path) =>
    expect(contentSecurityPolicy('n', path)).not.toContain('unsafe'),
  )
})

describe('headers of every answer', () => {
  const https = { origin: 'https://brand.example' }
  test('links are kept from referrers and search engines', () => {
    for (const disguised of ['/S/abc', '/%73/abc', '/%53/abc?x', '//s//abc', '/s//abc', '/s/%', '/%73/%ff'])
      expect(pageHeaders(disguised, 'n', https), disguised).toEqual(pageHeaders('/s/abc', 'n', https))
    const headers = pageHeaders('/s/abc', 'n', https)
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-robots-tag']).toContain('noindex')
    expect(pageHeaders('/password/abc', 'n', https)).toEqual(headers)
    expect(pageHeaders('/p/press', 'n', https)['referrer-policy']).toBe('same-origin')
    expect(pageHeaders('/p/press', 'n', https)['x-robots-tag']).toBeUndefined()
  })

  test('where browsers keep quiet about the site, the password form must still say its origin', () => {
    expect(pageHeaders('/s/abc', 'n', { origin: 'http://nas.lan:3000' })['referrer-policy']).toBe('same-origin')
    expect(pageHeaders('/s/abc', 'n', { origin: 'http://localhost:3000' })['referrer-policy']).toBe('no-referrer')
  })

  test('https is remembered, http is not', () => {
    expect(pageHeaders('/', 'n', https)['strict-transport-security']).toBe('max-age=31536000')
    expect(pageHeaders('/', 'n', { origin: 'http://localhost:3000' })['strict-transport-security']).toBeUndefined()
  })

  test('nothing is kept unless the answer says so', () => {
    const headers = pageHeaders('/', 'n', https)
    expect(headers['cache-control']).toBe('private, no-store')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  })
})

describe('bodies', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  test.each([
    ['32 levels', nested(32), false],
    ['33 levels', nested(33), true],
    ['100,000 levels', nested(100_000), true],
    ['objects count too', '{"a":'.repeat(33), true],
    ['brackets in a string', JSON.stringify('['.repeat(100)), false],
    ['a string that ends in a backslash', `["\\\\",${nested(32)}]`, true],
    ['an escaped quote', `["\\"${'['.repeat(100)}"]`, false],
    ['many values side by side', `[${'[],'.repeat(1000)}[]]`, false],
  ])('JSON: %s', (_, json, deep) => expect(nestsTooDeep(json)).toBe(deep))

  test.each([
    ['GET', { 'content-length': '5' }, 'none'],
    ['POST', {}, 'none'],
    ['POST', { 'content-length': '0' }, 'none'],
    ['POST', { 'content-length': '5', 'content-type': 'Application/JSON; charset=utf-8' }, 'json'],
    ['POST', { 'transfer-encoding': 'chunked', 'content-type': 'application/ld+json' }, 'json'],
    ['POST', { 'content-length': '5', 'content-type': 'application/x-www-form-urlencoded' }, 'form'],
    ['POST', { 'content-length': '5', 'content-type': 'multipart/form-data; boundary=x' }, 'multipart'],
    ['PATCH', { 'content-length': '5', 'content-type': 'application/offset+octet-stream' }, 'upload'],
    ['PUT', { 'content-length': '5' }, 'other'],
  ])('%s %j is %s', (method, headers, kind) => expect(bodyKind(method, headers)).toBe(kind))
})

test('the log never holds the token of a link', () => {
  expect(loggedPath('/s/abcDEF123/media/1/thumb?v=2')).toBe('/s/*/media/1/thumb')
  expect(loggedPath('/s/abcDEF123.data?_routes=x')).toBe('/s/*')
  expect(loggedPath('/password/vp_abcDEF123.data?_routes=x')).toBe('/password/*')
  for (const disguised of ['/S/abcDEF123', '/%73/abcDEF123', '/s//abcDEF123', '//s/%61bcDEF123', '/%73/abcDEF123%'])
    expect(loggedPath(disguised), disguised).toBe('/s/*')
  expect(loggedPath('/%0a/x%1b[31m')).toBe('//x[31m')
  expect(loggedPath('/p/press\u001b[31m')).toBe('/p/press[31m')
})
