/** A request target without its query. */
export const pathOf = (target: string): string => target.replace(/\?.*$/s, '')

/**
 * Returns the path of a request target as routes match it: without its query, decoded once, in lower case, repeated slashes
 * as one. So `/%73//<token>` is the same share as `/s/<token>`. What cannot be decoded is kept.
 */
export function plainPath(target: string): string {
  return decoded(pathOf(target))
    .replace(/\/{2,}/g, '/')
    .toLowerCase()
}

/** Returns the path of a request target for logs: without tokens of links and control characters. */
export function loggedPath(target: string): string {
  const path = decoded(pathOf(target)).replace(/\/{2,}/g, '/')
  return path
    .replace(/^\/s\/[^/]+/i, '/s/*')
    .replace(/^(\/p\/[^/]+)?\/upload\/[^/]+/i, '$1/upload/*')
    .replace(/^\/password\/[^/]+/i, '/password/*')
    .replace(/[\x00-\x1f\x7f]/g, '')
    .slice(0, 300)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Decoded sequence by sequence, so that one invalid escape does not keep the others encoded.
    return path.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
      try {
        return decodeURIComponent(escapes)
      } catch {
        return escapes
      }
    })
  }
}
