import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { sharedProduct } from '#tests/support/demo-product'
import { ROWS } from '#tests/support/route-roles'

const { baseUrl, links } = sharedProduct()
const NO_ID = '00000000-0000-7000-8000-000000000000'

interface Built {
  id: string
  parentId?: string
  path?: string
  index?: boolean
  module: { loader?: unknown; action?: unknown; default?: unknown }
}

const { routes } = (await import(/* @vite-ignore */ pathToFileURL(path.resolve('build/server/index.js')).href)) as {
  routes: Record<string, Built>
}

const urlOf = (route: Built): string => {
  const parts: string[] = []
  for (let at: Built | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined)
    if (at.path) parts.unshift(at.path)
  const pattern = `/${parts.join('/')}`
  return pattern
    .replace(':portal/c', 'press/c')
    .replace(/^\/p\/:portal/, '/p/press')
    .replace(':token', 'vt_AAAAAAAAAAAAAAAAAAAAAA')
    .replace(':preset', 'thumb')
    .replace(':rendition', 'original')
    .replace(':file', 'x.css')
    .replace('/*', '/AAAAAAAAAAAAAAAAAAAAAAAA')
    .replace(/:\w+/g, NO_ID)
}
const rows = Object.values(routes).map((route) => ({ ...route, url: urlOf(route), who: ROWS[route.id] }))
/** The `.data` response of a route without a loader: it may contain the language only. */
const EMPTY = /^\[\{"_1":2,"_7":8\},"root",\{"_3":4\},"data",\{"_5":6\},"locale","en","[\w/-]+",\{"_3":-5\}\]\s*$/
const staffRows = rows.filter(({ who }) => who !== 'everybody')

const ask = (url: string, init: RequestInit = {}) => fetch(new URL(url, baseUrl), { redirect: 'manual', ...init })
const dataUrl = (url: string) => (url === '/' ? '/_root.data' : `${url}.data`)
/** Texts that no response to a request without rights may contain. */
const SECRETS = /mendialde-2026|@visit-mendialde\.example"|nerea|iker zabala|password_hash|Infinite Sea/i

let viewer: string
beforeAll(async () => {
  const body = new URLSearchParams({ email: 'nerea@visit-mendialde.example', password: 'mendialde-2026' })
  const answer = await ask('/sign-in', { method: 'POST', body, headers: { origin: new URL(baseUrl).origin } })
  expect(answer.status).toBe(302)
  viewer = answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
})

test('every route of the build has a required role in ROWS, and every row a route', () => {
  expect(Object.keys(routes).sort()).toEqual(Object.keys(ROWS).sort())
})

describe('a signed-out request', () => {
  test.each(staffRows.map(({ id, url }) => [id, url]))(
    'to %s is refused for document, .data and HEAD of %s',
    async (_, url) => {
      for (const method of ['GET', 'HEAD']) {
        const answer = await ask(url, { method })
        expect([302, 400, 401, 403, 404, 405, 410], `${method} ${url}`).toContain(answer.status)
        if (answer.status === 302) expect(answer.headers.get('location')).toMatch(/^\/(sign-in.*)?$/)
        expect(await answer.text()).not.toMatch(SECRETS)
      }
      const data = await ask(dataUrl(url))
      const text = await data.text()
      expect(text).not.toMatch(SECRETS)
      const refused =
        data.status >= 400 || /SingleFetchRedirect|sign-in/.test(text) || data.status === 302 || EMPTY.test(text)
      expect(refused, `.data of ${url}: ${data.status} ${text.slice(0, 200)}`).toBe(true)
    },
  )

  test.each(rows.map(({ url }) => [url]))('with ?_data= is refused at %s', async (url) => {
    for (const method of ['GET', 'POST']) {
      const headers: Record<string, string> = { origin: new URL(baseUrl).origin }
      const answer = await ask(`${url}?_data=root`, { method, headers })
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain('guard.data_parameter')
    }
  })

  test.each(staffRows.map(({ url }) => [url]))(
    'to change something is refused at %s, as document and as data',
    async (url) => {
      const headers = { origin: new URL(baseUrl).origin, 'content-type': 'application/x-www-form-urlencoded' }
      for (const target of [url, dataUrl(url)])
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
          const answer = await ask(target, { method, headers, body: 'intent=delete' })
          const text = await answer.text()
          const refused = answer.status >= 300 || /SingleFetchRedirect|sign-in/.test(text)
          expect(refused, `${method} ${target}: ${answer.status} ${text.slice(0, 160)}`).toBe(true)
          expect(answer.status, `${method} ${target}`).toBeLessThan(500)
        }
    },
  )
})

describe('a request with the role viewer', () => {
  const above = staffRows.filter(({ who }) => who !== 'viewer')
  test.each(above.map(({ id, url }) => [id, url]))('to %s is refused at %s', async (_, url) => {
    const headers = { cookie: viewer, origin: new URL(baseUrl).origin }
    const answers = [await ask(url, { headers }), await ask(dataUrl(url), { headers })]
    answers.push(
      await ask(url, { method: 'POST', headers, body: new URLSearchParams({ intent: 'delete' }) }),
      await ask(dataUrl(url), { method: 'POST', headers, body: new URLSearchParams({ intent: 'delete' }) }),
    )
    for (const answer of answers) {
      const text = await answer.text()
      if (!EMPTY.test(text)) expect([400, 403, 404, 405, 410], `${answer.url}`).toContain(answer.status)
      expect(text).not.toMatch(/larrun-905|Ander Go/)
    }
  })
})

/** Whose form mail programs send (RFC 8058): who has such an address may end those letters, and do nothing else. */
const FROM_ANYWHERE = 'routes/saved/unsubscribe'

describe('a cross-site request with a session cookie', () => {
  test.each(rows.filter(({ id }) => id !== FROM_ANYWHERE).map(({ url }) => [url]))(
    'is refused at %s for every method',
    async (url) => {
      for (const target of [url, dataUrl(url)])
        for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
          const headers = { cookie: viewer, origin: 'https://evil.example' }
          const answer = await ask(target, { method, headers, body: new URLSearchParams({ intent: 'revoke' }) })
          expect(answer.status).toBe(403)
          expect(await answer.text()).toContain('guard.foreign_origin')
        }
    },
  )
})

test.each([
  '/p/press/a/none',
  '/p/press/media/none/thumb',
  '/p/press/download/none/web',
  '/p/press/size/none/png-2000',
  '/p/press/captions/none/en.vtt',
  '/library/assets/none/captions/en.vtt',
  '/themes/none/x.css',
  '/library/assets/none',
])('the unknown address %s answers 404', async (url) => {
  for (const target of [url, dataUrl(url)])
    expect((await ask(target, { headers: { cookie: viewer } })).status, target).toBe(404)
})

test.each(['other=100%', 'vitrine=%', 'vitrine-unlock=%', 'lng=%', 'vitrine-mode=%'])(
  'the malformed cookie %s breaks no page',
  async (cookie) => {
    const headers = { cookie: `${cookie}; ${viewer}` }
    expect((await ask('/p/press', { headers })).status).toBe(200)
    if (!cookie.startsWith('vitrine=')) expect((await ask('/library', { headers })).status).toBe(200)
  },
)

test('every page has a Content-Security-Policy with nonce, nosniff and a referrer policy', async () => {
  for (const url of ['/sign-in', '/p/press', '/library', '/nowhere']) {
    const { headers } = await ask(url)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBeTruthy()
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src [^;]*'nonce-/)
    expect(policy).not.toMatch(/script-src [^;]*unsafe-inline/)
  }
})

test.each(['/sign-in', '/sign-in.data', 'LOCKED/unlock'])(
  'the response of %s does not repeat a wrong password',
  async (url) => {
    const body = new URLSearchParams({ password: 'typed by mistake' })
    if (!url.startsWith('LOCKED')) body.set('email', 'nobody@visit-mendialde.example')
    const answer = await ask(url.replace('LOCKED', links.locked), {
      method: 'POST',
      body,
      headers: { origin: new URL(baseUrl).origin },
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).not.toContain('typed by mistake')
  },
)

test('signing in with the cookie of an ended session sets the new cookie', async () => {
  const body = new URLSearchParams({ email: 'nerea@visit-mendialde.example', password: 'mendialde-2026' })
  const headers = { origin: new URL(baseUrl).origin, cookie: 'vitrine=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }
  const answer = await ask('/sign-in', { method: 'POST', body, headers })
  const own = answer.headers.getSetCookie().filter((cookie) => cookie.startsWith('vitrine='))
  expect(own.at(-1)).toMatch(/^vitrine=\w{20,};/)
})

test('a publicly cacheable response sets no cookie, also for an ended session', async () => {
  const theme = /\/themes\/[^"]+\.css/.exec(await (await ask('/p/press')).text())![0]
  const headers = { cookie: 'vitrine=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }
  expect((await ask('/p/press', { headers })).headers.getSetCookie()).toHaveLength(1)
  const kept = await ask(theme, { headers })
  expect(kept.headers.get('cache-control')).toContain('public')
  expect(kept.headers.getSetCookie()).toEqual([])
})

test('a request with a foreign Host is answered with 421', async () => {
  const { request } = await import('node:http')
  const { hostname, port } = new URL(baseUrl)
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asked = request({ hostname, port, path: '/p/press', headers: { host: 'evil.example' } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('error', reject).end()
  })
  expect(status).toBe(421)
})
