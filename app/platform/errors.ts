import type { ErrorCode } from './error-codes'

/**
 * An error a person can be told about: a stable code plus facts, no HTTP and no English.
 * `errors.server.ts` gives each code a status; the `errors` locale files give it a text.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly facts: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(code, options)
    this.name = 'DomainError'
  }
}

/** An item of a set for which a command was refused; it was carried out for the others. */
export interface RefusedItem {
  id: string
  error: DomainError
}
