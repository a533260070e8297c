/** The JSON with which a route without a page refuses: a message, or errors by field. */
export interface Refused {
  result?: { error?: Record<string, string[] | null> | null }
  code?: string
  message?: string
}

/** No answer came, or none of a working server: it may be asked again. `isSignedOut` when the session has ended. */
export class Unreachable extends Error {
  constructor(readonly isSignedOut = false) {
    super('no answer')
  }
}

/** Posts a form to a route without a page and returns the data of the answer, also of a refusal. Throws Unreachable. */
export async function post<T>(address: string, fields: Record<string, string> | FormData): Promise<T & Refused> {
  const body = fields instanceof FormData ? fields : new FormData()
  if (!(fields instanceof FormData)) for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const response = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } }).catch(() => {
    throw new Unreachable()
  })
  const answer = (await response.json().catch(() => undefined)) as (T & Refused) | undefined
  if (response.redirected || answer?.code === 'sign_in.required') throw new Unreachable(true)
  if (!answer || response.status >= 500 || response.status === 429) throw new Unreachable()
  return answer
}

/** Returns why a form was refused, in the language of the page. */
export const reasonOf = ({ result, message }: Refused): string =>
  Object.values(result?.error ?? {})
    .flatMap((messages) => messages ?? [])
    .join(' ') ||
  message ||
  ''
