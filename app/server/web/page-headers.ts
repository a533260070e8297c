import { plainPath } from '~/http/plain-path'
import { contentSecurityPolicy } from './csp'

export interface Site {
  /** Canonical origin. */
  origin: string
}

/** Headers every answer at `target` starts with; an answer that sets one of them itself wins. */
export function pageHeaders(target: string, nonce: string, { origin }: Site): Record<string, string> {
  const path = plainPath(target)
  // The path of a link is its secret.
  const isLink = /^\/(s|password)\//.test(path)
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
 * Whether browsers send Sec-Fetch-Site there (Fetch Metadata section 2: trustworthy origins only). Elsewhere the
 * password form of a link is known by its Origin alone, and `no-referrer` would turn that into `null`.
 */
function namesItsSite(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' || /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
