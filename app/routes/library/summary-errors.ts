import type { SummaryError } from '~/ui/error-summary'

/** conform's errors by field name as lines that lead to their fields, whose ids conform makes of form id and name. */
export const summaryErrors = (formId: string, errors: Record<string, string[]>): SummaryError[] =>
  Object.entries(errors).flatMap(([name, messages]) =>
    messages.map((message) => ({ fieldId: name ? `${formId}-${name}` : undefined, message })),
  )
