import type { RequestHandler } from 'express'
import { loggedPath } from '~/http/plain-path'

/** The methods of the log used here. */
export interface Log {
  info(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** Logs one line per response: no query, no client address, and no share token, because that is a secret. */
export function requestLog(log: Log): RequestHandler {
  return (req, res, next) => {
    const start = process.hrtime.bigint()
    const path = loggedPath(req.originalUrl)
    res.once('close', () => {
      const ms = Number(process.hrtime.bigint() - start) / 1e6
      const facts = { id: res.getHeader('x-request-id'), method: req.method, path, status: res.statusCode }
      log.info({ ...facts, ms: Math.round(ms * 10) / 10, cut: res.writableFinished ? undefined : true }, 'request')
    })
    next()
  }
}
