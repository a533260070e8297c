import { randomBytes, randomUUID } from 'node:crypto'
import compression from 'compression'
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express'
import { loggedPath } from '~/http/plain-path'
import { urls } from '~/urls'
import { answerPlainly, type Handle, serve } from './adapter'
import { type IsTrusted, limitRequests } from './connection-limit'
import { METHODS, refuse, type Site } from './guard'
import { pageHeaders } from './page-headers'
import { sendWith } from './raw-writers'
import { type Log, requestLog } from './request-log'
import { staticFiles } from './static-files'

export interface ShellOptions {
  handle: Handle
  site: Site
  /** Addresses or networks whose X-Forwarded-For is trusted; none by default. */
  trustedProxy?: string | string[]
  /** Concurrent requests allowed to one address behind a trusted proxy; no limit by default. */
  mostPerAddress?: number
  /** Answers who listens for changes of their inbox. */
  noticeEvents?: RequestHandler
  /** Folder of the built browser files; none are served without it. */
  clientFolder?: string
  log: Log
}

/** Creates the Express app in front of the application, with its handlers in the order that a request passes them. */
export function createShell(options: ShellOptions): Express {
  const { handle, site, trustedProxy, clientFolder, log } = options
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', trustedProxy?.length ? trustedProxy : false)
  app.use(begin(site))
  app.get('/healthz', (_req, res) => void res.type('text').send('ok\n'))
  app.use(requestLog(log))
  if (options.mostPerAddress) app.use(limitRequests(options.mostPerAddress, trustOf(app)))
  app.use(guard(site))
  if (options.noticeEvents) app.get(urls.inbox.events(), options.noticeEvents)
  app.use(compression({ filter: isText }))
  if (clientFolder) app.use(staticFiles(clientFolder))
  const onError = (error: unknown, req: { url?: string }) =>
    log.error({ err: error, path: loggedPath(req.url ?? '') }, 'request failed')
  app.use((req, res) => void serve({ handle, origin: site.origin, onError }, req, res, shellOf(req, res)))
  const lastResort: ErrorRequestHandler = (error, req, res, _next) => {
    onError(error, req)
    answerPlainly(res, 500, 'internal')
  }
  app.use(lastResort)
  return app
}

/** Returns a function that says whether an address is a trusted proxy's. */
export const trustOf = (app: Express): IsTrusted => {
  const trusts = app.get('trust proxy fn') as (address: string, hops: number) => boolean
  return (address) => trusts(address, 0)
}

function begin({ origin }: Site): RequestHandler {
  return (req, res, next) => {
    const nonce = randomBytes(16).toString('base64')
    res.locals.nonce = nonce
    res.setHeader('x-request-id', randomUUID())
    for (const [name, value] of Object.entries(pageHeaders(req.originalUrl, nonce, { origin })))
      res.setHeader(name, value)
    next()
  }
}

function guard(site: Site): RequestHandler {
  return (req, res, next) => {
    const refused = refuse(
      { method: req.method, target: req.originalUrl, headers: req.headers, rawHeaders: req.rawHeaders },
      site,
    )
    if (!refused) return next()
    if (refused.status === 405) res.setHeader('allow', METHODS.join(', '))
    answerPlainly(res, refused.status, refused.code)
  }
}

/** Whether to compress a response: text, but no bytes with range support, whose length and ETag must stay the same. */
function isText(req: Request, res: Response): boolean {
  if (res.hasHeader('accept-ranges') || res.hasHeader('content-range')) return false
  return compression.filter(req, res)
}

function shellOf(req: Request, res: Response) {
  return { cspNonce: res.locals.nonce as string, clientIp: req.ip ?? '', sendWith }
}
