import { isDatabaseOutage } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'

const STATUS: Record<string, number> = {
  'sign_in.refused': 422,
  'sign_in.required': 401,
  throttled: 429,
  'role.required': 403,
  'asset.unknown': 404,
  'version.unknown': 404,
  'rendition.unknown': 404,
  'rendition.not_ready': 404,
  'collection.unknown': 404,
  'portal.unknown': 404,
  'share.unknown': 404,
  'upload.unknown': 404,
  'package.empty': 404,
  'kit.changed': 410,
  'page.unknown': 404,
  'bin.gone': 404,
  'person.unknown': 404,
  'session.unknown': 404,
  'password_link.over': 410,
  'asset.not_deletable': 403,
  'asset.changed_meanwhile': 409,
  'collection.changed_meanwhile': 409,
  'form.choice_gone': 409,
  'upload.refused': 422,
  'form.unrecognized_keys': 400,
  'form.too_long': 413,
}

/** HTTP status for each reason of a refused decision. */
const REFUSED: Record<string, number> = {
  signed_out: 401,
  link_revoked: 410,
  link_expired: 410,
  link_owner: 410,
  link_not_yet: 403,
  link_locked: 403,
  rendition: 403,
  role: 403,
}
/** Reasons that would reveal that the asset exists: the response is the same as for an id that was never used. */
const HIDDEN = new Set(['portal_closed', 'not_covered', 'not_approved', 'deleted', 'embargo', 'expired'])

const FOREIGN_KEY_VIOLATION = '23503' // PostgreSQL, appendix A

/** A choice that a colleague deleted while the form was open, as a refusal; every other error as it is. */
export const choiceGone = (error: unknown): unknown =>
  (error as { code?: unknown } | null)?.code === FOREIGN_KEY_VIOLATION ? new DomainError('form.choice_gone') : error

export interface Refusal {
  status: number
  code: string
  facts: Record<string, unknown>
}

/** Returns status and stable code of an error: 503 for a database outage, a bare 500 for any error not foreseen. */
export function refusalOf(error: unknown): Refusal {
  if (isDatabaseOutage(error)) return { status: 503, code: 'unavailable', facts: {} }
  if (!(error instanceof DomainError)) return { status: 500, code: 'internal', facts: {} }
  const { code, facts } = error
  if (code === 'access.refused' || code === 'share.closed') {
    const reason = String(facts.reason)
    if (HIDDEN.has(reason)) return { status: 404, code: 'asset.unknown', facts: {} }
    return { status: REFUSED[reason] ?? 403, code: `access.${reason}`, facts }
  }
  return { status: STATUS[code] ?? 422, code, facts }
}
