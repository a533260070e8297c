import type { LoaderFunctionArgs } from '@remix-run/node'
import { fixedT } from '~/i18n/server'
import { type Asked, askedOf, type Context, contextOf } from './context.server'
import { refusalOf } from './errors.server'
import { noteFailure } from './failures.server'

const METHODS = ['GET', 'HEAD']

/**
 * A loader that answers bytes. A refusal is a page of its own, since no component renders here: status, reason in the
 * visitor's language, and the way back. Pictures get the bare status.
 */
export function bytesFor(work: (context: Context) => Promise<Response>) {
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    // The framework runs the loader for OPTIONS as well, which would take the bytes past the trail of downloads.
    if (!METHODS.includes(args.request.method))
      return new Response(null, { status: 405, headers: { allow: METHODS.join(', ') } })
    try {
      const context = await contextOf(args)
      const response = await work(context)
      return carrying(context.headers, response)
    } catch (error) {
      return refusal(askedOf(args), error)
    }
  }
}

/** What shared caches may keep goes out again to everybody: it carries nobody's session cookie. */
function carrying(headers: Headers, response: Response): Response {
  if ((response.headers.get('cache-control') ?? '').includes('public')) return response
  for (const [name, value] of headers) response.headers.append(name, value)
  return response
}

function refusal(context: Asked, error: unknown): Response {
  if (error instanceof Response) return error
  const { status, code, facts } = refusalOf(error)
  noteFailure(context, status, error)
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (status === 429) headers.set('retry-after', String(facts.seconds ?? 60))
  if (!(context.request.headers.get('accept') ?? '').includes('text/html')) {
    headers.set('content-type', 'text/plain; charset=utf-8')
    return new Response(`${code}\n`, { status, headers })
  }
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(page(context, status, code, facts), { status, headers })
}

function page(context: Asked, status: number, code: string, facts: Record<string, unknown>): string {
  const t = fixedT(context.locale, 'errors')
  const back = context.url.pathname.split('/').slice(0, 3).join('/')
  const again = typeof facts.again === 'string' ? facts.again : undefined
  const dir = context.locale === 'ar' ? 'rtl' : 'ltr'
  return `<!doctype html><html lang="${context.locale}" dir="${dir}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${status}</title>
<style nonce="${context.shell.cspNonce}">:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 24px}a{color:inherit}</style>
<main><p>${status}</p><h1>${escapeHtml(t('download.refused'))}</h1><p>${escapeHtml(t(code, facts))}</p>
${again ? `<p><a href="${escapeHtml(again)}">${escapeHtml(t('download.again'))}</a></p>` : ''}
<p><a href="${escapeHtml(back)}">${escapeHtml(t('download.back'))}</a></p></main></html>`
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
