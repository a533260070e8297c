import { fixedT } from '~/i18n/server'
import type { Locale } from '~/platform/language'

interface Issue {
  code?: string
  origin?: string
  format?: string
  minimum?: number | bigint
  maximum?: number | bigint
  input?: unknown
}

/** Returns a function that explains zod issues in the visitor's language; a custom message is a key of the `errors` file. */
export function explainIssue(locale: Locale) {
  const t = fixedT(locale, 'errors')
  return (issue: Issue): string => {
    const facts = { minimum: String(issue.minimum ?? ''), maximum: String(issue.maximum ?? '') }
    if (issue.code === 'invalid_type' && (issue.input === undefined || issue.input === null)) return t('form.required')
    if (issue.code === 'too_small' && issue.origin === 'string' && Number(issue.minimum) <= 1) return t('form.required')
    return t([`form.${issue.code}_${issue.origin ?? issue.format}`, `form.${issue.code}`, 'form.invalid'], facts)
  }
}
