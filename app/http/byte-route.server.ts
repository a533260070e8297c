import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Branding } from './branding.server'
import { type Asked, askedOf, type Context, contextOf } from './context.server'
import { refusalOf } from './errors.server'
import { noteFailure } from './failures.server'
import { refusalPage } from './refusal-page.server'

const METHODS = ['GET', 'HEAD']

/**
 * A loader that returns bytes. What is refused is a page in the look that `brandingFor` names when a person opens it, and a
 * bare status with its code to programs and pictures.
 */
export function bytesFor(
  work: (context: Context) => Promise<Response>,
  brandingFor: (context: Context) => Promise<Branding | undefined> = async () => undefined,
) {
  return async (args: LoaderFunctionArgs): Promise<Response> => {
    // The framework runs the loader for OPTIONS as well, which would take the bytes past the trail of downloads.
    if (!METHODS.includes(args.request.method))
      return new Response(null, { status: 405, headers: { allow: METHODS.join(', ') } })
    let context: Context | undefined
    try {
      context = await contextOf(args)
      const response = await work(context)
      return carrying(context.headers, response)
    } catch (error) {
      return refusal(askedOf(args), error, () => (context ? brandingFor(context) : Promise.resolve(undefined)))
    }
  }
}

/** What shared caches may keep goes out again to everybody: it carries nobody's session cookie. */
function carrying(headers: Headers, response: Response): Response {
  if ((response.headers.get('cache-control') ?? '').includes('public')) return response
  for (const [name, value] of headers) response.headers.append(name, value)
  return response
}

async function refusal(
  asked: Asked,
  error: unknown,
  brandingNow: () => Promise<Branding | undefined>,
): Promise<Response> {
  if (error instanceof Response) return error
  const refused = refusalOf(error)
  const { status, code, facts } = refused
  noteFailure(asked, status, error)
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (status === 429) headers.set('retry-after', String(facts.seconds ?? 60))
  if (!(asked.request.headers.get('accept') ?? '').includes('text/html')) {
    headers.set('content-type', 'text/plain; charset=utf-8')
    return new Response(`${code}\n`, { status, headers })
  }
  headers.set('content-type', 'text/html; charset=utf-8')
  // Without a database there is no look either, and the refusal must be said all the same.
  const branding = await brandingNow().catch(() => undefined)
  return new Response(refusalPage(asked, refused, branding), { status, headers })
}
