// Ours: helmet sets headers of responses; this refuses requests that Remix 2 would take (docs/decisions/001).
import type { IncomingHttpHeaders } from 'node:http'

/** What the guard looks at: the request line and the headers, as they came. */
export interface RequestHead {
  method: string
  /** Request target of the request line, RFC 9112 section 3.2. */
  target: string
  headers: IncomingHttpHeaders
  /** Names and values in turn, as `IncomingMessage` has them: what `headers` leaves out. */
  rawHeaders?: readonly string[]
}

export interface Site {
  /** Scheme, host and port people reach the product at: the only origin that may change anything. */
  origin: string
  /** Host header values that are ours, lower case; one without a port stands for every port. */
  hosts: ReadonlySet<string>
}

/** A refusal before any application code ran; `code` is the whole body. */
export interface Refusal {
  status: 400 | 403 | 405 | 413 | 414 | 421
  code: string
}

type Rule = (head: RequestHead, site: Site) => Refusal | undefined

export const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Probes of a load balancer name the machine, not the site; their answers contain no address. */
const PROBES = new Set(['/healthz', '/readyz'])
const LONGEST_TARGET = 8192

const refusal = (status: Refusal['status'], code: string): Refusal => ({ status, code })
const pathOf = (target: string) => target.split('?', 1)[0]!
const queryOf = (target: string) => new URLSearchParams(target.slice(pathOf(target).length))

const methodIsKnown: Rule = ({ method }) =>
  (METHODS as readonly string[]).includes(method) ? undefined : refusal(405, 'guard.method')

const targetIsShort: Rule = ({ target }) =>
  target.length > LONGEST_TARGET ? refusal(414, 'guard.target_too_long') : undefined

/** Absolute-form, `//host` and backslashes would let a request name another origin than ours. */
const targetIsAPath: Rule = ({ target }) => {
  const path = pathOf(target)
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\')) return refusal(400, 'guard.target')
  // PostgreSQL holds no NUL: whatever asks it for one fails as if the database did.
  if (target.includes('%00')) return refusal(400, 'guard.target')
  try {
    decodeURIComponent(path)
    return undefined
  } catch {
    return refusal(400, 'guard.target')
  }
}

/** RFC 9112 section 3.2: of two, a proxy in front and we could each believe another. */
const hostIsSaidOnce: Rule = ({ rawHeaders = [] }) => {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  return hosts.length > 1 ? refusal(400, 'guard.host_twice') : undefined
}

/** Links in letters and redirects never come from a Host header; a foreign one is a misdirected or forged request. */
const hostIsOurs: Rule = ({ target, headers }, { hosts }) => {
  if (PROBES.has(pathOf(target))) return undefined
  const host = headers.host?.toLowerCase() ?? ''
  return hosts.has(host) || hosts.has(host.replace(/:\d+$/, '')) ? undefined : refusal(421, 'guard.host')
}

/** `?_data=` runs one loader or action alone and past the framework's own origin check. */
const noDataParameter: Rule = ({ target }) =>
  queryOf(target).has('_data') ? refusal(400, 'guard.data_parameter') : undefined

const routesParameterOnDataOnly: Rule = ({ method, target }) => {
  if (!queryOf(target).has('_routes')) return undefined
  return method === 'GET' && pathOf(target).endsWith('.data') ? undefined : refusal(400, 'guard.routes_parameter')
}

/** The framework checks the origin of documents only; uploads and every other resource route change things too. */
const changesComeFromUs: Rule = ({ method, headers }, { origin }) => {
  if (SAFE.has(method)) return undefined
  const site = headers['sec-fetch-site']
  const ours = site === undefined ? headers.origin === origin : site === 'same-origin'
  return ours ? undefined : refusal(403, 'guard.foreign_origin')
}

const rules: Rule[] = [
  ...[methodIsKnown, targetIsShort, targetIsAPath, hostIsSaidOnce, hostIsOurs],
  ...[noDataParameter, routesParameterOnDataOnly, changesComeFromUs],
]

/** The first reason not to let a request through to the application, or undefined. */
export function refuse(head: RequestHead, site: Site): Refusal | undefined {
  for (const rule of rules) {
    const refused = rule(head, site)
    if (refused) return refused
  }
  return undefined
}

/** The site of a site: its canonical origin and the further hosts it answers to. Throws when `baseUrl` is no URL. */
export function siteOf(baseUrl: string, moreHosts: readonly string[] = []): Site {
  const { origin, host } = new URL(baseUrl)
  return { origin, hosts: new Set([host, ...moreHosts.map((each) => each.toLowerCase())]) }
}
