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

  test('allows files of our own origin and scripts with the nonce only', () => {
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
  ])('allows style attributes on the staff page %s', (path) =>
    expect(policy(path).get('style-src-attr')).toBe("'unsafe-inline'"),
  )

  test.each(['/', '/p/library', '/s/library', '/librarything', '/sign-in', '/x/library'])(
    'allows no style attributes on %s',
    (path) => expect(contentSecurityPolicy('n', path)).not.toContain('unsafe'),
  )
})

describe('headers of every response', () => {
  const https = { origin: 'https://brand.example' }
  test('share and password pages have no-referrer and noindex, also under disguised paths', () => {
    for (const disguised of ['/S/abc', '/%73/abc', '/%53/abc?x', '//s//abc', '/s//abc', '/s/%', '/%73/%ff'])
      expect(pageHeaders(disguised, 'n', https), disguised).toEqual(pageHeaders('/s/abc', 'n', https))
    const headers = pageHeaders('/s/abc', 'n', https)
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['x-robots-tag']).toContain('noindex')
    expect(pageHeaders('/password/abc', 'n', https)).toEqual(headers)
    expect(pageHeaders('/p/press', 'n', https)['referrer-policy']).toBe('same-origin')
    expect(pageHeaders('/p/press', 'n', https)['x-robots-tag']).toBeUndefined()
  })

  test('the share page sends its origin as referrer on plain HTTP, where browsers send no Sec-Fetch-Site', () => {
    expect(pageHeaders('/s/abc', 'n', { origin: 'http://nas.lan:3000' })['referrer-policy']).toBe('same-origin')
    expect(pageHeaders('/s/abc', 'n', { origin: 'http://localhost:3000' })['referrer-policy']).toBe('no-referrer')
  })

  test('Strict-Transport-Security is sent on https only', () => {
    expect(pageHeaders('/', 'n', https)['strict-transport-security']).toBe('max-age=31536000')
    expect(pageHeaders('/', 'n', { origin: 'http://localhost:3000' })['strict-transport-security']).toBeUndefined()
  })

  test('Cache-Control is private, no-store by default, with nosniff and same-origin policies', () => {
    const headers = pageHeaders('/', 'n', https)
    expect(headers['cache-control']).toBe('private, no-store')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  })
})

describe('request bodies', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
  test.each([
    ['32 levels are accepted', nested(32), false],
    ['33 levels are too deep', nested(33), true],
    ['100,000 levels are too deep', nested(100_000), true],
    ['objects count as levels too', '{"a":'.repeat(33), true],
    ['brackets in a string do not count', JSON.stringify('['.repeat(100)), false],
    ['a string that ends in a backslash does not hide the levels after it', `["\\\\",${nested(32)}]`, true],
    ['an escaped quote does not end a string', `["\\"${'['.repeat(100)}"]`, false],
    ['1,000 sibling arrays are accepted', `[${'[],'.repeat(1000)}[]]`, false],
  ])('depth of JSON: %s', (_, json, deep) => expect(nestsTooDeep(json)).toBe(deep))

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
  ])('%s with %j has a body of kind %s', (method, headers, kind) => expect(bodyKind(method, headers)).toBe(kind))
})

test('loggedPath masks the token of share and password links and removes control characters', () => {
  expect(loggedPath('/s/abcDEF123/media/1/thumb?v=2')).toBe('/s/*/media/1/thumb')
  expect(loggedPath('/s/abcDEF123.data?_routes=x')).toBe('/s/*')
  expect(loggedPath('/password/vp_abcDEF123.data?_routes=x')).toBe('/password/*')
  for (const disguised of ['/S/abcDEF123', '/%73/abcDEF123', '/s//abcDEF123', '//s/%61bcDEF123', '/%73/abcDEF123%'])
    expect(loggedPath(disguised), disguised).toBe('/s/*')
  expect(loggedPath('/%0a/x%1b[31m')).toBe('//x[31m')
  expect(loggedPath('/p/press\u001b[31m')).toBe('/p/press[31m')
})
