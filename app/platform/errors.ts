/**
 * An error that can be shown to a person: a stable code plus facts, without HTTP status or English text.
 * `errors.server.ts` maps codes to statuses; the `errors` locale files to texts.
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

/** An item of a set for which a command was refused; it was carried out for the others. */
export interface RefusedItem {
  id: string
  error: DomainError
}
