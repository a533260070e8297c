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

/** How long promises in a page's data may take. */
export const streamTimeout = 5000
/** React gives up a little later, so that what timed out can still be told. */
const ABORT_MS = streamTimeout + 1000

/** Renders the document; resolves when the frame of the page is ready, and sends it once the whole is. */
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
    // Before the first byte an error rejects and is reported by Remix; after the reader has left it is no news.
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
          // Nobody reads the body of a HEAD: without this the rendering would wait for its time-out.
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

/** Sends a page in one piece: the many small ones of the renderer cost a third of the whole on their way to a socket. */
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
    // Node remembers a request's signal for as long as the request lives, and `stop` knows the request: with the
    // listener left in place neither ever ends, and each page stays in memory for good.
    signal.removeEventListener('abort', stop)
  }
}

/** Reports what no boundary expected; a refusal with a status is an answer, not a fault. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  log.error({ err: error, path: loggedPath(new URL(request.url).pathname) }, 'unhandled error')
}
