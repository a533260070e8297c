import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staticFiles } from '~/server/web/static-files'

const text = 'export const words = "of a script"\n'.repeat(100)
let folder: string
let server: ReturnType<ReturnType<typeof express>['listen']>
let origin: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'vitrine-static-'))
  const assets = path.join(folder, 'assets')
  await mkdir(assets)
  await writeFile(path.join(assets, 'app.js'), text)
  await writeFile(path.join(assets, 'app.js.br'), brotliCompressSync(text))
  await writeFile(path.join(assets, 'app.js.gz'), gzipSync(text))
  await writeFile(path.join(assets, 'small.css'), 'a{}')
  await writeFile(path.join(assets, 'pdf.worker.min-AbC_1-x.mjs'), text)
  await writeFile(path.join(assets, 'pdf.worker.min-AbC_1-x.mjs.br'), brotliCompressSync(text))
  await writeFile(path.join(folder, 'favicon.svg'), '<svg/>')
  const app = express().use((_req, res, next) => {
    res.set({
      'permissions-policy': 'camera=()',
      'x-request-id': 'one',
      'content-security-policy': "default-src 'self'",
    })
    next()
  })
  app.use(staticFiles(folder))
  await new Promise<void>((resolve) => {
    server = app.listen(0, '127.0.0.1', () => resolve())
  })
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

/** The response with its body as sent: fetch would decode it. */
async function ask(name: string, encodings?: string) {
  const { request } = await import('node:http')
  return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const headers = encodings === undefined ? {} : { 'accept-encoding': encodings }
    const asked = request(`${origin}/assets/${name}`, { headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks) }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('static files', () => {
  test.each<[string, string | undefined, string | undefined, (body: Buffer) => Buffer]>([
    ['are sent in brotli to clients that accept it', 'gzip, deflate, br', 'br', brotliDecompressSync],
    ['are sent in gzip to clients that accept no brotli', 'gzip', 'gzip', gunzipSync],
    ['are sent in gzip to clients that refuse brotli with q=0', 'br;q=0, gzip', 'gzip', gunzipSync],
    ['are sent uncompressed to clients that accept identity only', 'identity', undefined, (body) => body],
    ['are sent uncompressed to clients without Accept-Encoding', undefined, undefined, (body) => body],
  ])('%s', async (_, encodings, encoding, decode) => {
    const { headers, body } = await ask('app.js', encodings)
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers['content-type']).toMatch(/^(text|application)\/javascript/)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers.vary).toMatch(/accept-encoding/i)
    expect(decode(body).toString()).toBe(text)
  })

  test('of the root folder are cached for an hour, and files added after the start are not served', async () => {
    const answer = await fetch(`${origin}/favicon.svg`)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=3600'])
    expect(await answer.text()).toBe('<svg/>')
    await writeFile(path.join(folder, 'later.txt'), 'not known at the start')
    expect((await fetch(`${origin}/later.txt`)).status).toBe(404)
    expect((await fetch(`${origin}/assets/../favicon.svg`)).status).toBe(200)
  })

  test('without a compressed copy are sent uncompressed', async () => {
    const { headers, body } = await ask('small.css', 'br')
    expect([headers['content-encoding'], body.toString()]).toEqual([undefined, 'a{}'])
  })
})

test('a static script is sent without document headers, and with Content-Security-Policy default-src none', async () => {
  const { headers } = await ask('app.js', 'gzip')
  expect(headers['content-security-policy']).toBe("default-src 'none'")
  expect(Object.keys(headers)).not.toContain('permissions-policy')
  expect(Object.keys(headers)).not.toContain('x-request-id')
})

test.each(['br', undefined])('only the worker of PDFs may run WebAssembly (accept-encoding: %s)', async (encodings) => {
  const policy = async (name: string) => (await ask(name, encodings)).headers['content-security-policy']
  expect(await policy('pdf.worker.min-AbC_1-x.mjs')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  )
  expect(await policy('app.js')).toBe("default-src 'none'")
})
