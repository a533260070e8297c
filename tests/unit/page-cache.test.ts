import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openShell } from '#tests/support/web-shell'
import type { ContentVersion } from '~/domain/delivery/content-version.queries.server'
import type { Handle } from '~/server/web/adapter'
import { cacheableOf, cachePages } from '~/server/web/page-cache'
import { urls } from '~/urls'

const site = 'https://brand.example'
const page = urls.portal.collection('press', 'autumn')

describe('the page cache', () => {
  test('renders a page once, and puts a new nonce into every response', async () => {
    const { shell, made } = await house()
    const answers = [await shell.ask(page), await shell.ask(page)]
    expect(made()).toBe(1)
    const nonces = answers.map(({ headers, text }) => {
      const nonce = /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))![1]!
      expect(text).toBe(`<p nonce="${nonce}">page 1</p><script nonce="${nonce}"></script>`)
      return nonce
    })
    expect(new Set(nonces).size).toBe(2)
    expect(answers[1]!.headers['x-page']).toBe('yes')
  })

  test('renders again after a content change and when validUntil is reached', async () => {
    const { shell, made, at } = await house()
    await shell.ask(page)
    at.version = '2'
    expect((await shell.ask(page)).text).toContain('page 2')
    at.now = new Date(at.validUntil)
    expect((await shell.ask(page)).text, 'at the very instant').toContain('page 3')
    expect(made()).toBe(3)
    at.validUntil = new Date(+at.now + 1)
    await shell.ask(page)
    await shell.ask(page)
    expect(made()).toBe(4)
  })

  test('shares one render between concurrent requests, even if the first client disconnects', async () => {
    let go = () => {}
    const gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const { shell, made } = await house({ before: () => gate })
    const impatient = shell.connect(`GET ${page} HTTP/1.1\r\nHost: brand.example\r\n\r\n`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const waiting = [shell.ask(page), shell.ask(page)]
    impatient.destroy()
    await new Promise((resolve) => setTimeout(resolve, 50))
    go()
    for (const { text } of await Promise.all(waiting)) expect(text).toContain('page 1')
    expect(made()).toBe(1)
  })

  test('ignores tracking parameters (utm_source, fbclid) and does not pass them to the render', async () => {
    const { shell, made, seen } = await house()
    await shell.ask(`${page}?utm_source=letter&page=2`)
    await shell.ask(`${page}?page=2&fbclid=IwAR0`)
    await shell.ask(`${page}?page=2`)
    expect([made(), seen()]).toEqual([1, [`${page}?page=2`]])
  })

  test('keeps separate entries by language and by light or dark mode', async () => {
    const { shell, made } = await house()
    await shell.ask(page)
    await shell.ask(page, { headers: { 'accept-language': 'de-AT' } })
    await shell.ask(page, { headers: { cookie: 'lng=de' } })
    await shell.ask(page, { headers: { cookie: 'lng=de; vitrine-mode=dark' } })
    expect(made()).toBe(3)
  })
})

describe('the page cache and HTTP', () => {
  test('answers If-None-Match with 304 and no Content-Security-Policy until the content changes', async () => {
    const { shell, at } = await house()
    const etag = String((await shell.ask(page)).headers.etag)
    expect(etag).toMatch(/^W\/"/)
    const again = () => shell.ask(page, { headers: { 'if-none-match': etag } })
    const held = await again()
    expect([held.status, held.text, held.headers['content-security-policy']]).toEqual([304, '', undefined])
    at.version = '2'
    expect((await again()).status).toBe(200)
  })

  test('sends a page compressed once, with a new nonce, to clients that accept gzip', async () => {
    const { shell } = await house({ text: 'word '.repeat(20_000) })
    const plain = await shell.ask(page)
    const zipped = await shell.ask(page, { headers: { 'accept-encoding': 'br;q=0, gzip;q=0.5' } })
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(Number(zipped.headers['content-length'])).toBeLessThan(2000)
    const nonce = /'nonce-([^']+)'/.exec(String(zipped.headers['content-security-policy']))![1]!
    const text = gunzipSync(zipped.bytes).toString()
    expect(text).toContain(`<p nonce="${nonce}">page 1`)
    expect(text.replaceAll(/nonce="[^"]+"/g, '')).toBe(plain.text.replaceAll(/nonce="[^"]+"/g, ''))
    const refused = await shell.ask(page, { headers: { 'accept-encoding': 'gzip;q=0' } })
    expect(refused.headers['content-encoding']).toBeUndefined()
  })
})

describe('the page cache does not cache', () => {
  test.each<[string, Options]>([
    ['a response with Set-Cookie', { headers: { 'set-cookie': 'a=b' } }],
    ['a response with an error status', { status: 404 }],
    ['a page larger than the entry limit', { text: 'x'.repeat(3 * 1024 * 1024) }],
  ])('%s', async (_name, options) => {
    const { shell } = await house(options)
    const [one, two] = [await shell.ask(page), await shell.ask(page)]
    expect(one.status).toBe(options.status ?? 200)
    expect(hash(one.text)).not.toBe(hash(two.text))
  })

  test('any page while the content version cannot be read', async () => {
    const { shell, made, at } = await house()
    await shell.ask(page)
    at.version = new Error('the database is gone')
    await shell.ask(page)
    await shell.ask(page)
    expect(made()).toBe(3)
  })

  test.each<[string, string, RequestInit?]>([
    ['a request with a session cookie', page, { headers: { cookie: 'lng=en; vitrine=abc' } }],
    ['a request with the session cookie of https', page, { headers: { cookie: '__Host-vitrine=abc' } }],
    ['a request with the lng parameter', `${page}?lng=de`],
    ['a request with a page parameter that is no number', `${page}?page=two`],
    ['a request with a repeated parameter', `${page}?page=1&page=2`],
    ['a HEAD request', page, { method: 'HEAD' }],
    ['a data request (.data)', `${page}.data`],
    ['a kit of a portal', urls.portal.kit('press', 'autumn')],
    ['a rendition of a portal', urls.portal.media('press', 'a1', 'thumb')],
    ['a download of a portal', urls.portal.download('press', 'a1', 'web')],
    ['a size of a portal', urls.portal.size('press', 'a1', 'png-2000')],
    ['a share with an unlock cookie', urls.share.landing('token'), { headers: { cookie: 'vitrine-unlock=1.x' } }],
    [
      'a share with the cookie of a known device',
      urls.share.landing('token'),
      { headers: { cookie: 'a=b; __Secure-vitrine-known=x' } },
    ],
    ['the password form of a share', urls.share.unlock('token')],
    ['a rendition of a share', urls.share.media('token', 'a1', 'thumb')],
    ['the library of staff', urls.library.grid()],
  ])('%s', (_name, path, init) => {
    expect(cacheableOf(new Request(site + path, init))).toBeUndefined()
  })
})

test.each([
  urls.portal.home('press'),
  page,
  urls.portal.asset('press', 'a1'),
  urls.portal.asset('press', 'a1', { collection: 'autumn' }),
  `${page}?page=2`,
  urls.share.landing('token'),
  urls.share.asset('token', 'a1'),
])('the page cache caches %s', (path) => expect(cacheableOf(new Request(site + path))).toBeTruthy())

test('the page cache evicts the least recently used pages beyond its byte limit', async () => {
  const { shell, made } = await house({ text: 'x'.repeat(1.9 * 1024 * 1024) })
  const many = Array.from({ length: 40 }, (_, index) => urls.portal.asset('press', `a${index}`))
  await shell.ask(page)
  for (const path of many) {
    await shell.ask(path)
    await shell.ask(page)
  }
  expect(made(), 'the page in use stayed').toBe(41)
  await shell.ask(many[0]!)
  expect(made(), 'the oldest had gone').toBe(42)
})

interface Options {
  status?: number
  headers?: Record<string, string>
  text?: string
  before?: () => Promise<void>
}

/** A server with a page cache: it counts renders, and a test sets content version and time in `at`. */
async function house({ status = 200, headers = {}, text = '', before }: Options = {}) {
  const at: Omit<ContentVersion, 'version'> & { version: string | Error } = {
    version: '1',
    now: new Date('2026-11-23T10:00:00Z'),
    validUntil: new Date('2026-11-23T10:01:00Z'),
    turnsAt: null,
  }
  let count = 0
  const asked: string[] = []
  const handle: Handle = async (request, { cspNonce, sendWith }) => {
    count++
    const { pathname, search } = new URL(request.url)
    asked.push(pathname + search)
    await before?.()
    request.signal.throwIfAborted()
    const all = { 'content-type': 'text/html; charset=utf-8', 'x-page': 'yes', ...headers }
    const words = `<p nonce="${cspNonce}">page ${count}${text}</p><script nonce="${cspNonce}"></script>`
    return sendWith(new Response(null, { status, headers: all }), async (to) => void to.end(words))
  }
  const contentVersion = async () => {
    const { version, ...rest } = at
    if (version instanceof Error) throw version
    return { version, ...rest }
  }
  const shell = await openShell(cachePages(handle, contentVersion))
  return { shell, at, made: () => count, seen: () => asked }
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
