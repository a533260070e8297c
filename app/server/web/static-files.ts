import express, { type RequestHandler, Router } from 'express'

/** The built browser files: `/assets` is named by content and kept for ever, the rest of `public` for an hour. */
export function staticFiles(folder: string): RequestHandler {
  const router = Router()
  const plain = { index: false, redirect: false, acceptRanges: false, dotfiles: 'ignore' } as const
  router.use('/assets', express.static(`${folder}/assets`, { ...plain, immutable: true, maxAge: '1y' }))
  router.use('/assets', (_req, res) => void res.status(404).type('text').send('asset.unknown\n'))
  router.use(express.static(folder, { ...plain, maxAge: '1h' }))
  return router
}
