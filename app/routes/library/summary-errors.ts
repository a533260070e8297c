import type { SummaryError } from '~/ui/error-summary'

/** Returns conform's errors as lines that link to their fields; conform forms a field's id from form id and name. */
export const summaryErrors = (formId: string, errors: Record<string, string[]>): SummaryError[] =>
  Object.entries(errors).flatMap(([name, messages]) =>
    messages.map((message) => ({ fieldId: name ? `${formId}-${name}` : undefined, message })),
  )
