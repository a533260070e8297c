/** The JSON with which a route without a page refuses: a message, or conform's errors by field. */
interface Refused {
  message?: string
  result?: { error?: Record<string, string[] | null> | null }
}

/** Its message is text for the reader; empty if the server sent none. */
export class PostRefused extends Error {}

/**
 * Posts a form to a route without a page and returns its JSON; a list is sent as one field, separated by commas. Throws
 * PostRefused with the reason in the reader's language.
 */
export async function postForm<T>(url: string, fields: Record<string, string | string[]>): Promise<T> {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) body.set(name, [value].flat().join(','))
  const response = await fetch(url, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(() => {
    throw new PostRefused()
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as T
  const { message, result } = (answer ?? {}) as Refused
  throw new PostRefused(
    message ??
      Object.values(result?.error ?? {})
        .flat()
        .join(' '),
  )
}
