import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openShell } from '#tests/support/web-shell'

const echo = async (request: Request) =>
  Response.json({
    url: request.url,
    method: request.method,
    headers: Object.fromEntries(request.headers),
    body: request.body ? await request.text() : undefined,
  })

describe('the request passed to the application', () => {
  test('has the canonical origin and no forwarding or override headers', async () => {
    const shell = await openShell(echo)
    const answer = await shell.ask('/p/press?q=a%20b&q=c', {
      headers: {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        'x-forwarded-for': '6.6.6.6',
        forwarded: 'host=evil.example',
        'x-real-ip': '6.6.6.6',
        'x-http-method-override': 'DELETE',
        cookie: 'a=1; b=2',
      },
    })
    const seen = JSON.parse(answer.text)
    expect(seen.url).toBe('https://brand.example/p/press?q=a%20b&q=c')
    expect(seen.method).toBe('GET')
    expect(seen.headers).toMatchObject({ host: 'brand.example', cookie: 'a=1; b=2' })
    expect(Object.keys(seen.headers).filter((name) => /forward|real-ip|override|connection/.test(name))).toEqual([])
  })

  test('has our origin in place of null for a form on a no-referrer page', async () => {
    const shell = await openShell(echo)
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await shell.ask('/s/x/unlock', { method: 'POST', body: 'a=1', headers: { ...type, origin: 'null' } })
    expect(JSON.parse(answer.text)).toMatchObject({ headers: { origin: 'https://brand.example' }, body: 'a=1' })
  })

  test('has the client address of X-Forwarded-For only from a trusted proxy', async () => {
    const handle = async (_: Request, { clientIp }: { clientIp: string }) => new Response(clientIp)
    const headers = { 'x-forwarded-for': '6.6.6.6, 9.9.9.9' }
    expect((await (await openShell(handle)).ask('/', { headers })).text).toBe('127.0.0.1')
    const behind = await openShell(handle, { trustedProxy: '127.0.0.1' })
    expect((await behind.ask('/', { headers })).text).toBe('9.9.9.9')
    const elsewhere = await openShell(handle, { trustedProxy: '10.0.0.0/8' })
    expect((await elsewhere.ask('/', { headers })).text).toBe('127.0.0.1')
  })
})

describe('the web adapter limits request bodies:', () => {
  const json = { 'content-type': 'application/json' }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  async function* drip(pieces: number, size: number) {
    for (let i = 0; i < pieces; i++) {
      yield Buffer.alloc(size, 97)
      await sleep(1)
    }
  }

  test.each([
    ['JSON nested 100,000 deep is refused with 400', json, '['.repeat(100_000), 400],
    ['JSON of 2 MiB is refused with 413', json, JSON.stringify('a'.repeat(2 * 1024 * 1024)), 413],
    ['JSON of 2 MiB without Content-Length is refused with 413', json, drip(32, 65_536), 413],
    ['a form of 2 MiB without Content-Length is refused with 413', form, drip(32, 65_536), 413],
    [
      'plain text of 2 MiB without Content-Length is refused with 413',
      { 'content-type': 'text/plain' },
      drip(32, 65_536),
      413,
    ],
    ['JSON nested 32 deep is accepted', json, '['.repeat(32) + ']'.repeat(32), 200],
  ])('%s', async (_, headers, body, status) => {
    const shell = await openShell(echo)
    expect((await shell.ask('/x', { method: 'POST', headers, body })).status).toBe(status)
    expect((await shell.ask('/healthz')).status).toBe(200)
  })
})

describe('the response of the web adapter', () => {
  test('keeps several Set-Cookie headers separate', async () => {
    const headers = new Headers([
      ['set-cookie', 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
      ['set-cookie', 'b=2'],
    ])
    const shell = await openShell(async () => new Response('x', { headers }))
    expect((await shell.ask('/')).headers['set-cookie']).toEqual(['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2'])
  })

  test('to HEAD has the headers of GET, no body, and does not call the body writer', async () => {
    let sent = 0
    const shell = await openShell(async (_, { sendWith }) =>
      sendWith(new Response(null, { headers: { 'content-length': '5', etag: '"x"' } }), async (res) => {
        sent++
        res.end('hello')
      }),
    )
    const head = await shell.ask('/', { method: 'HEAD' })
    expect([head.status, head.headers['content-length'], head.headers.etag, head.text, sent]).toEqual([
      200,
      '5',
      '"x"',
      '',
      0,
    ])
    expect((await shell.ask('/')).text).toBe('hello')
    expect(sent).toBe(1)
  })

  test('is 500 without the intended headers when the body writer fails before the first byte', async () => {
    const headers = { 'content-length': '5000', 'content-disposition': 'attachment', etag: '"x"' }
    const shell = await openShell(async (_, { sendWith }) =>
      sendWith(new Response(null, { headers }), async () => {
        throw new Error('no such object')
      }),
    )
    const answer = await shell.ask('/')
    expect([answer.status, answer.text]).toEqual([500, 'internal\n'])
    expect(answer.headers).not.toHaveProperty('content-disposition')
    expect(shell.errors.map(String)).toEqual(['Error: no such object'])
  })

  test('is 500 without details when the application throws', async () => {
    const shell = await openShell(async () => {
      throw new Error('secret detail')
    })
    const answer = await shell.ask('/')
    expect([answer.status, answer.text]).toEqual([500, 'internal\n'])
  })

  test('is compressed for texts, and not for files with ranges', async () => {
    const words = 'word '.repeat(2000)
    const shell = await openShell(async (request, { sendWith }) => {
      const headers = new Headers({ 'content-type': 'text/html; charset=utf-8' })
      if (request.url.endsWith('/page')) return new Response(words, { headers })
      headers.set('accept-ranges', 'bytes')
      headers.set('content-length', String(words.length))
      return sendWith(new Response(null, { headers }), async (res) => void res.end(words))
    })
    const headers = { 'accept-encoding': 'gzip' }
    const page = await fetchRaw(shell.port, '/page', headers)
    expect(page.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(page.body).toString()).toBe(words)
    const file = await fetchRaw(shell.port, '/file', headers)
    expect(file.headers['content-encoding']).toBeUndefined()
    expect(file.headers['content-length']).toBe(String(words.length))
    expect(file.body.toString()).toBe(words)
  })
})

async function fetchRaw(port: number, path: string, headers: Record<string, string>) {
  const http = await import('node:http')
  return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    http
      .get({ port, host: '127.0.0.1', path, headers: { host: 'brand.example', ...headers } }, async (res) => {
        const chunks: Buffer[] = []
        for await (const chunk of res) chunks.push(chunk)
        resolve({ headers: res.headers, body: Buffer.concat(chunks) })
      })
      .on('error', reject)
  })
}

test('static files are cacheable, hashed ones for a year, and all other responses are not', async () => {
  const clientFolder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-client-'))
  onTestFinished(() => rm(clientFolder, { recursive: true }))
  await mkdir(path.join(clientFolder, 'assets'))
  await writeFile(path.join(clientFolder, 'assets/app-1.css'), 'a{}')
  await writeFile(path.join(clientFolder, 'favicon.svg'), '<svg/>')
  const shell = await openShell(async () => new Response('a page'), { clientFolder })
  const kept = async (target: string) => (await shell.ask(target)).headers['cache-control']
  expect(await kept('/assets/app-1.css')).toBe('public, max-age=31536000, immutable')
  expect(await kept('/favicon.svg')).toBe('public, max-age=3600')
  for (const target of ['/p/press', '/assets/app-2.css', '/assets/../library'])
    expect(await kept(target), target).toBe('private, no-store')
})
