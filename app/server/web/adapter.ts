// Ours: @remix-run/express ignores back-pressure and never cancels the body of a client that has left.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isDisconnect } from '~/http/disconnect'
import type { RequestShell } from '~/http/load-context'
import { webRequest } from './request'
import { BodyRefused, dismissBody, requestBody } from './request-body'
import { writeResponse } from './response'

/** The application: Remix's request handler. */
export type Handle = (request: Request, shell: RequestShell) => Promise<Response>

export interface Adapter {
  handle: Handle
  /** Canonical origin of every request. */
  origin: string
  /** Called for every error except a client's disconnect. */
  onError: (error: unknown, req: IncomingMessage) => void
}

/** Serves one request with the application. Never rejects: an error becomes a 500 or closes the connection. */
export async function serve(
  { handle, origin, onError }: Adapter,
  req: IncomingMessage,
  res: ServerResponse,
  shell: RequestShell,
): Promise<void> {
  const left = new AbortController()
  res.once('close', () => {
    if (!res.writableFinished) left.abort()
  })
  // Without a listener, a connection that breaks while its body is read would end the process.
  req.on('error', ignore)
  res.on('error', ignore)
  try {
    const body = await requestBody(req)
    const response = await handle(webRequest(req, body, origin, left.signal), shell)
    if (body.refused) throw body.refused
    await writeResponse(res, response, req.method ?? 'GET', left.signal)
  } catch (error) {
    fail(error)
  }
  await dismissBody(req)

  function fail(error: unknown) {
    const gone = left.signal.aborted || res.destroyed
    if (error instanceof BodyRefused) return answerPlainly(res, error.refusal.status, error.refusal.code)
    if (!gone || !isDisconnect(error)) onError(error, req)
    if (gone || res.headersSent) res.destroy()
    else answerPlainly(res, 500, 'internal')
  }
}

/** Sends a response of a status and a stable code as plain text. */
export function answerPlainly(res: ServerResponse, status: number, code: string): void {
  if (res.headersSent || res.destroyed) return void res.destroy()
  for (const name of [
    'content-length',
    'content-encoding',
    'content-disposition',
    'content-range',
    'etag',
    'set-cookie',
  ])
    res.removeHeader(name)
  res.statusCode = status
  res.setHeader('content-type', 'text/plain; charset=utf-8')
  res.setHeader('cache-control', 'no-store')
  // The rest of the request's body will not be read, so the connection cannot be reused.
  if (!res.req.complete) res.setHeader('connection', 'close')
  res.end(`${code}\n`)
}

const ignore = () => {}
