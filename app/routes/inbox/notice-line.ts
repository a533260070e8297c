import type { Say } from '~/i18n/server'

interface TextOfNotice {
  type: string
  actorName: string | null
  facts: Record<string, unknown>
}

/** Returns the sentence that says why a notice is there: in pages by `t` of the namespaces `inbox` and `library`. */
export function noticeLine(t: Say, { type, actorName, facts }: TextOfNotice): string {
  const name = `\u2068${actorName ?? t('somebody')}\u2069`
  const reason = typeof facts.reason === 'string' ? facts.reason : undefined
  const why = reason && t([`library:problem.${reason}`, 'library:problem.unknown'], facts)
  return [t(`type.${type}.text`, { name }), why].filter(Boolean).join(': ')
}
