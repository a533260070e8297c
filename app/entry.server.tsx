import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { type PipeableStream, renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { DocumentContext } from '~/document'
import type { RequestShell } from '~/http/load-context'
import { loggedPath } from '~/http/plain-path'
import { localeOf } from '~/i18n/locale'
import { translationsFor } from '~/i18n/server'
import { log } from '~/platform/log.server'
import { modeFromCookies } from '~/platform/mode'

/** Milliseconds after which Remix rejects pending promises in a page's data. */
export const streamTimeout = 5000
/** Milliseconds after which React aborts: a little later, so that the rejection can still be rendered. */
const ABORT_MS = streamTimeout + 1000

/** Renders the document; resolves when the shell of the page is rendered, and sends it once all of it is. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  shell: AppLoadContext & RequestShell,
): Promise<Response> {
  headers.set('content-type', 'text/html; charset=utf-8')
  const wait = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady'
  const facts = { nonce: shell.cspNonce, mode: modeFromCookies(request.headers.get('cookie')) }
  return new Promise((resolve, reject) => {
    let failed = false
    // Errors before the shell reject and are logged by Remix; errors after the client disconnected need no log.
    let silent = true
    const stop = () => {
      silent = true
      rendering.abort()
    }
    const rendering = renderToPipeableStream(
      <DocumentContext.Provider value={facts}>
        <I18nextProvider i18n={translationsFor(localeOf(request))}>
          <RemixServer context={context} url={request.url} abortDelay={ABORT_MS} nonce={shell.cspNonce} />
        </I18nextProvider>
      </DocumentContext.Provider>,
      {
        nonce: shell.cspNonce,
        [wait]: () => {
          silent = false
          const response = new Response(null, { status: failed ? 500 : status, headers })
          // Nothing reads the body of a HEAD response, so without this the rendering would wait for its timeout.
          if (request.method === 'HEAD') stop()
          const send = (res: Writable, signal: AbortSignal) => sendWhole(rendering, res, signal, stop)
          resolve(shell.sendWith(response, (res, signal) => send(res, signal).finally(() => clearTimeout(patience))))
        },
        onShellError: reject,
        onError(error) {
          failed = true
          if (!silent) log.error({ err: error }, 'rendering failed')
        },
      },
    )
    const patience = setTimeout(rendering.abort, ABORT_MS).unref()
  })
}

/** Sends a page in one write: the renderer's many small ones cost a third of the time to send it. */
async function sendWhole(
  rendering: PipeableStream,
  res: Writable,
  signal: AbortSignal,
  stop: () => void,
): Promise<void> {
  const chunks: Buffer[] = []
  const page = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  signal.addEventListener('abort', stop, { once: true })
  rendering.pipe(page)
  try {
    await finished(page)
    res.end(Buffer.concat(chunks))
    await finished(res)
  } finally {
    // Node keeps a request's signal in memory while the request is, and `stop` refers to the request: with the listener
    // left in place they would keep each other in memory, and every page would leak.
    signal.removeEventListener('abort', stop)
  }
}

/** Logs errors that no error boundary expects; responses with a status below 500 are not failures. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  log.error({ err: error, path: loggedPath(new URL(request.url).pathname) }, 'unhandled error')
}
