import type { ServerResponse } from 'node:http'
import express, { type RequestHandler, Router } from 'express'

/** The built browser files: `/assets` is named by content and kept for ever, the rest of `public` for an hour. */
export function staticFiles(folder: string): RequestHandler {
  const router = Router()
  const plain = { index: false, redirect: false, acceptRanges: false, dotfiles: 'ignore' } as const
  router.use(
    '/assets',
    express.static(`${folder}/assets`, { ...plain, setHeaders: kept('max-age=31536000, immutable') }),
  )
  router.use('/assets', (_req, res) => void res.status(404).type('text').send('asset.unknown\n'))
  router.use(express.static(folder, { ...plain, setHeaders: kept('max-age=3600') }))
  return router
}

/** Every answer begins as `private, no-store`, and the sender of files leaves a header that is there as it is. */
const kept = (howLong: string) => (res: ServerResponse) => void res.setHeader('cache-control', `public, ${howLong}`)
