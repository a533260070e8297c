import type { RequestHandler } from 'express'
import { loggedPath } from '~/http/plain-path'

/** The part of the log this needs. */
export interface Log {
  info(facts: object, message: string): void
  error(facts: object, message: string): void
}

/** One line per answer: no query, no address, and of a link only that it was one, since its path is its secret. */
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
