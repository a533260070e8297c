import { describe, expect, test } from 'vitest'
import { refuse, siteOf } from '~/server/web/guard'

const site = siteOf('https://brand.example', ['Press.Example', 'lan.example:8080'])
const at = (target: string, more: { method?: string; headers?: Record<string, string> } = {}) =>
  refuse({ method: more.method ?? 'GET', target, headers: { host: 'brand.example', ...more.headers } }, site)?.status
const post = (headers: Record<string, string>, target = '/library/uploads', method = 'POST') =>
  at(target, { method, headers })

describe('changes come from our own pages', () => {
  const origin = 'https://brand.example'
  test.each([
    ['fetch metadata says same-origin', { 'sec-fetch-site': 'same-origin' }, undefined],
    ['same-origin from a no-referrer page', { 'sec-fetch-site': 'same-origin', origin: 'null' }, undefined],
    ['no metadata, our origin', { origin }, undefined],
    ['no metadata, no origin', {}, 403],
    ['cross-site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['cross-site that claims our origin', { 'sec-fetch-site': 'cross-site', origin }, 403],
    ['a sibling sub-domain', { 'sec-fetch-site': 'same-site', origin: 'https://shop.brand.example' }, 403],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }, 403],
    ['two values at once', { 'sec-fetch-site': 'same-origin, cross-site' }, 403],
    ['empty metadata', { 'sec-fetch-site': '', origin }, 403],
    ['evil origin', { origin: 'https://evil.example' }, 403],
    ['a sandboxed frame', { origin: 'null' }, 403],
    ['our host on another scheme', { origin: 'http://brand.example' }, 403],
    ['our host on another port', { origin: 'https://brand.example:444' }, 403],
    ['our name as a prefix', { origin: 'https://brand.example.evil.example' }, 403],
    ['a forwarded host that agrees', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }, 403],
    ['only a referrer', { referer: 'https://brand.example/library' }, 403],
  ])('%s', (_, headers, status) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const target of ['/library', '/library.data', '/api/uploads/a1', '/s/x/unlock?index'])
        expect(post(headers as Record<string, string>, target, method)).toBe(status)
  })

  test('reading needs no origin', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      expect(at('/p/press', { method, headers: { 'sec-fetch-site': 'cross-site' } })).toBeUndefined()
  })
})

describe('requests that reach around the page', () => {
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
  ])('GET %s', (target, status) => expect(at(target)).toBe(status))

  test('_data is refused for a change that is otherwise ours', () => {
    expect(post({ 'sec-fetch-site': 'same-origin' }, '/library?_data=routes/library/grid')).toBe(400)
  })

  test('_routes belongs to reading data', () => {
    expect(post({ 'sec-fetch-site': 'same-origin' }, '/library.data?_routes=root')).toBe(400)
  })
})

describe('the site answers to its own names only', () => {
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
  ])('Host: %s', (host, status) => expect(at('/p/press', { headers: { host } })).toBe(status))

  test('a forwarded host changes nothing', () => {
    const forged = { host: 'evil.example', 'x-forwarded-host': 'brand.example', forwarded: 'host=brand.example' }
    expect(at('/', { headers: forged })).toBe(421)
  })

  test('probes name the machine', () => {
    expect(at('/readyz', { headers: { host: '10.0.0.7:3000' } })).toBeUndefined()
    expect(at('/readyz/more', { headers: { host: '10.0.0.7:3000' } })).toBe(421)
  })
})

describe('request lines', () => {
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
  ])('%.30s', (target, status) => expect(at(target)).toBe(status))

  test.each(['TRACE', 'CONNECT', 'PROPFIND', 'get'])('method %s is not allowed', (method) =>
    expect(at('/', { method })).toBe(405),
  )
})

test.each([
  [['Host', 'brand.example'], undefined],
  [['Host', 'brand.example', 'host', 'brand.example'], 400],
  [['HOST', 'brand.example', 'X-Host', 'evil.example', 'Host', 'evil.example'], 400],
  [['X', 'host', 'Y', 'host', 'Host', 'brand.example'], undefined],
])('one Host header and no more: %j', (rawHeaders, status) => {
  const headers = { host: 'brand.example' }
  expect(refuse({ method: 'GET', target: '/readyz', headers, rawHeaders }, site)?.status).toBe(status)
  expect(refuse({ method: 'GET', target: '/p/press', headers, rawHeaders }, site)?.status).toBe(status)
})
