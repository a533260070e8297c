// Ours around express.static, which does not choose the compressed file that the build has put beside a plain one.
import { existsSync, readdirSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import express, { type Request, type RequestHandler, Router } from 'express'

/** Encodings of precompressed build files, best first, with the ending of each. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** Serves the built browser files: `/assets`, named by content, is cached for a year, the rest of `public` for an hour. */
export function staticFiles(folder: string): RequestHandler {
  const router = Router()
  const plain = { index: false, redirect: false, acceptRanges: false, dotfiles: 'ignore' } as const
  router.use('/assets', precompressed(`${folder}/assets`))
  router.use('/assets', express.static(`${folder}/assets`, { ...plain, setHeaders: asParts }))
  router.use('/assets', (_req, res) => void res.status(404).type('text').send('asset.unknown\n'))
  // Reads the disk only for files that exist, not for every page: that was a third of the cost of a cached page.
  router.get([...filesIn(folder)], express.static(folder, { ...plain, setHeaders: kept('max-age=3600') }))
  return router
}

/** Returns the URL paths of the files under `folder` that are not named by their content. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${path.relative(folder, path.join(entry.parentPath, entry.name))}`)
    .filter((name) => !name.startsWith('/assets/'))
}

/** Rewrites a request to the precompressed file, if there is one in an encoding that the client accepts. */
function precompressed(folder: string): RequestHandler {
  const there = new Set(existsSync(folder) ? readdirSync(folder) : [])
  return (req, res, next) => {
    const name = req.path.slice(1)
    const found = ENCODINGS.find(([encoding, ending]) => there.has(name + ending) && takes(req, encoding))
    if (ENCODINGS.some(([, ending]) => there.has(name + ending))) res.vary('accept-encoding')
    if (found) {
      const [encoding, ending] = found
      res.type(name.slice(name.lastIndexOf('.')))
      res.setHeader('content-encoding', encoding)
      req.url = req.url.replace(name, name + ending)
    }
    next()
  }
}

const takes = (req: Request, encoding: string): boolean => req.acceptsEncodings(encoding) === encoding

/** Headers that only documents need: a page loads forty files, and these were a sixth of the bytes of all its scripts. */
const OF_DOCUMENTS = ['permissions-policy', 'cross-origin-opener-policy', 'referrer-policy', 'x-request-id']

/** A worker has the policy of its own response, not of its page. Under `/assets/`, as the build names it. */
const PDF_WORKER = /[/\\]pdf\.worker[\w.-]*\.mjs(\.br|\.gz)?$/
/**
 * The worker of PDFs decodes JPEG 2000, JBIG2 and ICC profiles by WebAssembly, which no page may run, and loads those
 * decoders, fonts and character maps from our own addresses.
 */
const POLICY_OF_PDF_WORKER = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

/** The worker that checks files of guests hashes them by WebAssembly that it contains. */
const PREFLIGHT_WORKER = /[/\\]preflight\.worker[\w.-]*\.js(\.br|\.gz)?$/
const POLICY_OF_PREFLIGHT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"

function policyOf(file: string): string {
  if (PREFLIGHT_WORKER.test(file)) return POLICY_OF_PREFLIGHT
  return PDF_WORKER.test(file) ? POLICY_OF_PDF_WORKER : "default-src 'none'"
}

function asParts(res: ServerResponse, file: string): void {
  kept('max-age=31536000, immutable')(res)
  for (const name of OF_DOCUMENTS) res.removeHeader(name)
  // An SVG opened by itself is a document, which may not load anything.
  res.setHeader('content-security-policy', policyOf(file))
}

/** Replaces `private, no-store`, with which every response starts and which Express's file server would keep. */
const kept = (howLong: string) => (res: ServerResponse) => void res.setHeader('cache-control', `public, ${howLong}`)
