/**
 * An error a person can be told about: a stable code plus facts, no HTTP and no English.
 * `errors.server.ts` gives each code a status; the `errors` locale files give it words.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(code, options)
    this.name = 'DomainError'
  }
}

/** One of a set that an act was refused for; the others of the set are done. */
export interface RefusedItem {
  id: string
  error: DomainError
}
