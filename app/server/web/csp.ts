// Ours: the policy depends on the path and the nonce, and helmet would do no more than join the same directives.

/** Staff pages, in whose markup the component library writes style attributes. */
const STAFF = /^\/(library|review|admin|portals|shares|collections|inbox|bin|people|account)(\/|$)/i

/** Returns the Content-Security-Policy of a page at `path`: only our own files and what carries this response's nonce. */
export function contentSecurityPolicy(nonce: string, path: string): string {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
  ]
  if (STAFF.test(path)) policy.push("style-src-attr 'unsafe-inline'")
  return policy.join('; ')
}
