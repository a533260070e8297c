/**
 * The path of a request target as routes are found by it: without its query, decoded once, in lower case, several slashes
 * as one. `/%73//<token>` is the link that `/s/<token>` is. What cannot be decoded stays as it is.
 */
export function plainPath(target: string): string {
  const path = target.split('?', 1)[0]!
  return decoded(path)
    .replace(/\/{2,}/g, '/')
    .toLowerCase()
}

/** The path of a request target as it may be written down: link tokens and control characters left out. */
export function loggedPath(target: string): string {
  const path = decoded(target.split('?', 1)[0]!).replace(/\/{2,}/g, '/')
  return path
    .replace(/^\/s\/[^/]+/i, '/s/*')
    .replace(/^\/password\/[^/]+/i, '/password/*')
    .replace(/[\x00-\x1f\x7f]/g, '')
    .slice(0, 300)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Part by part, so that one bad escape does not hide what the others say.
    return path.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
      try {
        return decodeURIComponent(escapes)
      } catch {
        return escapes
      }
    })
  }
}
