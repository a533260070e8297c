/** Translates a key, with its namespace, or the first of several that has a text. */
type Say = (key: string | string[], facts?: Record<string, unknown>) => string

interface TextOfNotice {
  type: string
  actorName: string | null
  facts: Record<string, unknown>
}

/** Returns the sentence that says why a notice is there; `t` knows the namespaces `inbox` and `library`. */
export function noticeLine(t: Say, { type, actorName, facts }: TextOfNotice): string {
  const name = `\u2068${actorName ?? t('inbox:somebody')}\u2069`
  const reason = typeof facts.reason === 'string' ? facts.reason : undefined
  const why = reason && t([`library:problem.${reason}`, 'library:problem.unknown'], facts)
  return [t(`inbox:type.${type}.text`, { name }), why].filter(Boolean).join(': ')
}
