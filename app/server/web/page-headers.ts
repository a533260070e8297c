import { plainPath } from '~/http/plain-path'
import { contentSecurityPolicy } from './csp'

export interface Site {
  /** Canonical origin. */
  origin: string
}

/** Returns the headers every response at `target` starts with; a response that sets one of them overrides it. */
export function pageHeaders(target: string, nonce: string, { origin }: Site): Record<string, string> {
  const path = plainPath(target)
  // The path contains the secret token.
  const isLink = /^\/(s|password|upload|p\/[^/]+\/upload)\//.test(path)
  const headers: Record<string, string> = {
    'content-security-policy': contentSecurityPolicy(nonce, path),
    'x-content-type-options': 'nosniff',
    'referrer-policy': isLink && namesItsSite(origin) ? 'no-referrer' : 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'cache-control': 'private, no-store',
  }
  if (origin.startsWith('https:')) headers['strict-transport-security'] = 'max-age=31536000'
  if (isLink) headers['x-robots-tag'] = 'noindex, nofollow, noarchive'
  return headers
}

/**
 * Whether browsers send Sec-Fetch-Site to this origin (Fetch Metadata section 2: trustworthy origins only). Elsewhere the
 * origin check of a share's password form has only the Origin header, which `no-referrer` would turn into `null`.
 */
function namesItsSite(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' || /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
