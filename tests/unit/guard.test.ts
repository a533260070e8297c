import { describe, expect, test } from 'vitest'
import { refuse, siteOf } from '~/server/web/guard'

const site = siteOf('https://brand.example', ['Press.Example', 'lan.example:8080'])
const at = (target: string, more: { method?: string; headers?: Record<string, string> } = {}) =>
  refuse({ method: more.method ?? 'GET', target, headers: { host: 'brand.example', ...more.headers } }, site)?.status
const post = (headers: Record<string, string>, target = '/library/uploads', method = 'POST') =>
  at(target, { method, headers })

describe('the guard admits POST, PUT, PATCH and DELETE from our own pages only', () => {
  const origin = 'https://brand.example'
  test.each([
    ['Sec-Fetch-Site same-origin is admitted', { 'sec-fetch-site': 'same-origin' }, undefined],
    [
      'Sec-Fetch-Site same-origin with Origin null (a no-referrer page) is admitted',
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      undefined,
    ],
    ['our Origin without Sec-Fetch-Site is admitted', { origin }, undefined],
    ['neither Sec-Fetch-Site nor Origin is refused', {}, 403],
    ['Sec-Fetch-Site cross-site is refused', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['Sec-Fetch-Site cross-site with our Origin is refused', { 'sec-fetch-site': 'cross-site', origin }, 403],
    [
      'Sec-Fetch-Site same-site (a sibling sub-domain) is refused',
      { 'sec-fetch-site': 'same-site', origin: 'https://shop.brand.example' },
      403,
    ],
    ['Sec-Fetch-Site none (the address bar) is refused', { 'sec-fetch-site': 'none' }, 403],
    ['Sec-Fetch-Site with two values is refused', { 'sec-fetch-site': 'same-origin, cross-site' }, 403],
    ['an empty Sec-Fetch-Site is refused', { 'sec-fetch-site': '', origin }, 403],
    ['a foreign Origin is refused', { origin: 'https://evil.example' }, 403],
    ['Origin null (a sandboxed frame) is refused', { origin: 'null' }, 403],
    ['our host with another scheme is refused', { origin: 'http://brand.example' }, 403],
    ['our host with another port is refused', { origin: 'https://brand.example:444' }, 403],
    ['our host name as a prefix is refused', { origin: 'https://brand.example.evil.example' }, 403],
    [
      'a foreign Origin with a matching X-Forwarded-Host is refused',
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      403,
    ],
    ['a Referer alone is refused', { referer: 'https://brand.example/library' }, 403],
  ])('%s', (_, headers, status) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const target of ['/library', '/library.data', '/api/uploads/a1', '/s/x/unlock?index'])
        expect(post(headers as Record<string, string>, target, method)).toBe(status)
  })

  test('GET, HEAD and OPTIONS need no Origin', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      expect(at('/p/press', { method, headers: { 'sec-fetch-site': 'cross-site' } })).toBeUndefined()
  })
})

describe('the guard refuses _data and _routes parameters outside of data requests', () => {
  test.each([
    ['/library?_data=routes/library/grid', 400],
    ['/library?x=1&_data', 400],
    ['/library?%5fdata=routes%2Flibrary%2Fgrid', 400],
    ['/library?_DATA=x', undefined],
    ['/library?q=_data', undefined],
    ['/library.data', undefined],
    ['/library.data?_routes=routes/library/grid', undefined],
    ['/library?_routes=routes/library/grid', 400],
    ['/library?%5Froutes=root', 400],
  ])('GET %s (status of the refusal: %s)', (target, status) => expect(at(target)).toBe(status))

  test('POST with _data is refused from our own page', () => {
    expect(post({ 'sec-fetch-site': 'same-origin' }, '/library?_data=routes/library/grid')).toBe(400)
  })

  test('POST with _routes is refused from our own page', () => {
    expect(post({ 'sec-fetch-site': 'same-origin' }, '/library.data?_routes=root')).toBe(400)
  })
})

describe('the guard answers 421 for a Host that is not configured', () => {
  test.each([
    ['brand.example', undefined],
    ['BRAND.example', undefined],
    ['press.example', undefined],
    ['press.example:8443', undefined],
    ['lan.example:8080', undefined],
    ['lan.example', 421],
    ['brand.example.evil.example', 421],
    ['evil.example', 421],
    ['brand.example@evil.example', 421],
    ['127.0.0.1', 421],
    ['', 421],
  ])('Host %s (status of the refusal: %s)', (host, status) =>
    expect(at('/p/press', { headers: { host } })).toBe(status),
  )

  test('X-Forwarded-Host and Forwarded are ignored', () => {
    const forged = { host: 'evil.example', 'x-forwarded-host': 'brand.example', forwarded: 'host=brand.example' }
    expect(at('/', { headers: forged })).toBe(421)
  })

  test('/readyz accepts any Host', () => {
    expect(at('/readyz', { headers: { host: '10.0.0.7:3000' } })).toBeUndefined()
    expect(at('/readyz/more', { headers: { host: '10.0.0.7:3000' } })).toBe(421)
  })
})

describe('the guard checks the request target', () => {
  test.each([
    ['/p/press?lng=eu', undefined],
    ['/p/a%20b', undefined],
    ['//evil.example/', 400],
    ['http://evil.example/', 400],
    ['*', 400],
    ['/\\evil.example', 400],
    ['/p/%ff', 400],
    ['/p/%', 400],
    ['/p/%00', 400],
    ['/p/press?c=%00', 400],
    ['/p/press?c=%2500', undefined],
    [`/${'a'.repeat(8191)}`, undefined],
    [`/${'a'.repeat(8192)}`, 414],
    [`/p?q=${'a'.repeat(9000)}`, 414],
  ])('case %#', (target, status) => expect(at(target)).toBe(status))

  test.each(['TRACE', 'CONNECT', 'PROPFIND', 'get'])('method %s is not allowed', (method) =>
    expect(at('/', { method })).toBe(405),
  )
})

test.each([
  [['Host', 'brand.example'], undefined],
  [['Host', 'brand.example', 'host', 'brand.example'], 400],
  [['HOST', 'brand.example', 'X-Host', 'evil.example', 'Host', 'evil.example'], 400],
  [['X', 'host', 'Y', 'host', 'Host', 'brand.example'], undefined],
])('the guard refuses a second Host header: %j', (rawHeaders, status) => {
  const headers = { host: 'brand.example' }
  expect(refuse({ method: 'GET', target: '/readyz', headers, rawHeaders }, site)?.status).toBe(status)
  expect(refuse({ method: 'GET', target: '/p/press', headers, rawHeaders }, site)?.status).toBe(status)
})
