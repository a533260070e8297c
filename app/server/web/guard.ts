// Ours: helmet sets headers of responses; this refuses requests that Remix 2 would take (docs/decisions/001).
import type { IncomingHttpHeaders } from 'node:http'
import { pathOf } from '~/http/plain-path'

/** What the guard checks: the request line and the headers as received. */
export interface RequestHead {
  method: string
  /** Request target of the request line, RFC 9112 section 3.2. */
  target: string
  headers: IncomingHttpHeaders
  /** Names and values alternating, as in `IncomingMessage`; includes duplicates, which `headers` drops. */
  rawHeaders?: readonly string[]
}

export interface Site {
  /** Scheme, host and port of the product: the only origin whose requests may change anything. */
  origin: string
  /** Accepted values of the Host header, in lower case; one without a port accepts every port. */
  hosts: ReadonlySet<string>
}

/** A refusal before any application code runs; `code` is the whole body. */
export interface GuardRefusal {
  status: 400 | 403 | 405 | 413 | 414 | 421
  code: string
}

type Rule = (head: RequestHead, site: Site) => GuardRefusal | undefined

export const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/** A load balancer's probes name the machine and not the site; their responses contain no URL. */
const PROBES = new Set(['/healthz', '/readyz'])
/** Mail servers end subscriptions by one POST without a browser (RFC 8058): its address carries the right to do so, and nothing else. */
const FROM_ANYWHERE = /^\/unsubscribe\/[^/]+$/
const LONGEST_TARGET = 8192

const refusal = (status: GuardRefusal['status'], code: string): GuardRefusal => ({ status, code })
const queryOf = (target: string) => new URLSearchParams(target.slice(pathOf(target).length))

const methodIsKnown: Rule = ({ method }) =>
  (METHODS as readonly string[]).includes(method) ? undefined : refusal(405, 'guard.method')

const targetIsShort: Rule = ({ target }) =>
  target.length > LONGEST_TARGET ? refusal(414, 'guard.target_too_long') : undefined

/** Absolute-form, `//host` and backslashes would let a request name another origin. */
const targetIsAPath: Rule = ({ target }) => {
  const path = pathOf(target)
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\')) return refusal(400, 'guard.target')
  // PostgreSQL cannot store NUL, so a query with one would fail like an outage.
  if (target.includes('%00')) return refusal(400, 'guard.target')
  try {
    decodeURIComponent(path)
    return undefined
  } catch {
    return refusal(400, 'guard.target')
  }
}

/** RFC 9112 section 3.2: with two Host headers, a proxy and this server could each use a different one. */
const hostIsSaidOnce: Rule = ({ rawHeaders = [] }) => {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  return hosts.length > 1 ? refusal(400, 'guard.host_twice') : undefined
}

/** A foreign Host is a misdirected or forged request; links in letters and redirects never use this header. */
const hostIsOurs: Rule = ({ target, headers }, { hosts }) => {
  if (PROBES.has(pathOf(target))) return undefined
  const host = headers.host?.toLowerCase() ?? ''
  return hosts.has(host) || hosts.has(host.replace(/:\d+$/, '')) ? undefined : refusal(421, 'guard.host')
}

/** `?_data=` runs one loader or action alone and bypasses the framework's own origin check. */
const noDataParameter: Rule = ({ target }) =>
  queryOf(target).has('_data') ? refusal(400, 'guard.data_parameter') : undefined

const routesParameterOnDataOnly: Rule = ({ method, target }) => {
  if (!queryOf(target).has('_routes')) return undefined
  return method === 'GET' && pathOf(target).endsWith('.data') ? undefined : refusal(400, 'guard.routes_parameter')
}

/** The framework checks the origin of documents only, but uploads and other resource routes change things too. */
const changesComeFromUs: Rule = ({ method, target, headers }, { origin }) => {
  if (SAFE.has(method) || (method === 'POST' && FROM_ANYWHERE.test(pathOf(target)))) return undefined
  const site = headers['sec-fetch-site']
  const ours = site === undefined ? headers.origin === origin : site === 'same-origin'
  return ours ? undefined : refusal(403, 'guard.foreign_origin')
}

const rules: Rule[] = [
  ...[methodIsKnown, targetIsShort, targetIsAPath, hostIsSaidOnce, hostIsOurs],
  ...[noDataParameter, routesParameterOnDataOnly, changesComeFromUs],
]

/** Returns the first reason to refuse a request, or undefined to pass it on to the application. */
export function refuse(head: RequestHead, site: Site): GuardRefusal | undefined {
  for (const rule of rules) {
    const refused = rule(head, site)
    if (refused) return refused
  }
  return undefined
}

/** Returns a site's canonical origin and accepted hosts. Throws when `baseUrl` is not a URL. */
export function siteOf(baseUrl: string, moreHosts: readonly string[] = []): Site {
  const { origin, host } = new URL(baseUrl)
  return { origin, hosts: new Set([host, ...moreHosts.map((each) => each.toLowerCase())]) }
}
