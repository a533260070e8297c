import { isShown, type ShownReason } from '~/domain/access/disclosure'
import { isDatabaseOutage } from '~/platform/db.server'
import type { ErrorCode } from '~/platform/error-codes'
import { DomainError } from '~/platform/errors'

/** The status of each code. `access.refused` and `share.closed` take that of their reason instead. */
export const STATUS: Record<ErrorCode, number> = {
  'access.refused': 403,
  'asset.changed_meanwhile': 409,
  'asset.not_deletable': 403,
  'asset.unknown': 404,
  'bin.gone': 404,
  'captions.bad_time': 422,
  'captions.ends_before_start': 422,
  'captions.no_cues': 422,
  'captions.no_time': 422,
  'captions.not_a_film': 422,
  'captions.nothing_given': 422,
  'captions.too_long': 422,
  'bulk_edit.field_unknown': 422,
  'bulk_edit.no_assets': 422,
  'bulk_edit.no_term': 422,
  'bulk_edit.no_person': 422,
  'bulk_edit.no_asset': 422,
  'bulk_edit.ambiguous': 422,
  'bulk_edit.not_undoable': 409,
  'bulk_edit.unknown': 404,
  'cell.field_gone': 422,
  'cell.other_kind': 422,
  'captions.too_many': 422,
  'captions.unknown': 404,
  'captions.unrecognised': 422,
  'clip.order': 422,
  'clip.time': 422,
  'clip.too_long': 422,
  'collection.changed_meanwhile': 409,
  'collection.cover_outside': 422,
  'collection.rule_term': 422,
  'collection.slug_in_bin': 422,
  'collection.slug_taken': 422,
  'collection.unknown': 404,
  'edit.crop_too_small': 422,
  'edit.no_picture': 422,
  'edit.no_preview': 503,
  'folder.in_itself': 422,
  'folder.name_taken': 422,
  'folder.not_empty': 422,
  'folder.too_deep': 422,
  'folder.unknown': 404,
  'form.choice_gone': 409,
  'form.date': 422,
  'form.invalid': 422,
  'form.invalid_value': 422,
  'form.number': 422,
  'form.required': 422,
  'form.too_big_array': 422,
  'form.too_big_string': 422,
  'form.too_long': 413,
  'form.unrecognized_keys': 400,
  'import.moving': 409,
  'import.no_id_column': 422,
  'import.not_configured': 422,
  'import.nothing_given': 422,
  'import.unknown': 404,
  internal: 422,
  'kit.being_made': 202,
  'kit.changed': 410,
  'metadata.built_in': 422,
  'metadata.group_in_use': 422,
  'metadata.group_unknown': 422,
  'metadata.key_taken': 422,
  'named_person.unknown': 404,
  'named_person.in_use': 409,
  'named_person.itself': 422,
  'metadata.no_such_term': 422,
  'metadata.no_such_person': 422,
  'metadata.person_ambiguous': 422,
  'metadata.no_such_asset': 422,
  'metadata.asset_ambiguous': 422,
  'metadata.asset_itself': 422,
  'metadata.term_parent': 422,
  'metadata.term_taken': 422,
  'metadata.term_used': 422,
  'metadata.too_many_names': 422,
  'metadata.too_many_values': 422,
  'metadata.unknown': 404,
  'package.empty': 404,
  'page.unknown': 404,
  'password.wrong': 422,
  'password_link.over': 410,
  'person.email_taken': 422,
  'person.is_disabled': 422,
  'person.last_admin': 422,
  'person.unknown': 404,
  'place.country': 422,
  'place.name': 422,
  'place.position': 422,
  'portal.empty': 422,
  'portal.slug_in_bin': 422,
  'portal.slug_taken': 422,
  'portal.text_unreadable': 422,
  'portal.unknown': 404,
  'relation.circular': 422,
  'relation.self': 422,
  'relation.unknown': 404,
  'preset.film_sample': 422,
  'preset.key_taken': 422,
  'preset.no_sample': 422,
  'preset.unknown': 404,
  'picture.not_given': 422,
  'picture.slow': 503,
  'picture.too_large': 422,
  'picture.unreadable': 422,
  'rendition.being_made': 202,
  'rendition.failed': 422,
  'rendition.damaged': 503,
  'rendition.no_page': 404,
  'rendition.not_failed': 422,
  'rendition.not_ready': 404,
  'rendition.unknown': 404,
  'review.held': 422,
  'review.not_a_draft': 422,
  'review.not_ready': 422,
  'review.not_waiting': 422,
  'review.unseen': 422,
  'rights.window': 422,
  'role.required': 403,
  'saved_search.too_many': 422,
  'saved_search.too_wide': 422,
  'saved_search.unknown': 404,
  'session.unknown': 404,
  'sheet.gone': 422,
  'sheet.no_columns': 422,
  'sheet.no_key': 422,
  'sheet.too_many_rows': 413,
  'sheet.unreadable': 422,
  'share.address_not_kept': 422,
  'share.address_unreadable': 422,
  'share.closed': 403,
  'share.end_or_reason': 422,
  'share.ends_in_the_past': 422,
  'share.nothing': 422,
  'share.opens_after_end': 422,
  'share.revoked_stays': 422,
  'share.unknown': 404,
  'sign_in.refused': 422,
  'sign_in.required': 401,
  'swap.nothing': 409,
  'swap.unknown': 409,
  'template.folder_taken': 422,
  'template.name_taken': 422,
  'template.unknown': 404,
  throttled: 429,
  'unlock.refused': 422,
  'upload.empty': 422,
  'upload.length_unknown': 422,
  'upload.settled': 422,
  'upload.unknown': 404,
  'value_change.field_gone': 422,
  'value_change.unknown': 404,
  'version.bytes_gone': 410,
  'version.is_current': 409,
  'version.not_approved': 409,
  'version.not_held': 409,
  'version.not_older': 409,
  'version.unknown': 404,
}

/** The status of each reason of a refusal that may be told. */
const STATUS_OF_REASON: Record<ShownReason, number> = {
  signed_out: 401,
  link_revoked: 410,
  link_expired: 410,
  link_owner: 410,
  link_not_yet: 403,
  link_locked: 403,
  version_withdrawn: 410,
  rendition: 403,
  role: 403,
}

const FOREIGN_KEY_VIOLATION = '23503' // PostgreSQL, appendix A

/** A choice that a colleague deleted while the form was open, as a refusal; every other error as it is. */
export const choiceGone = (error: unknown): unknown =>
  (error as { code?: unknown } | null)?.code === FOREIGN_KEY_VIOLATION ? new DomainError('form.choice_gone') : error

/** The code of an answer: that of the error, or the reason of a refusal that may be told. */
export type RefusalCode = ErrorCode | `access.${ShownReason}` | 'unavailable'

export interface Refusal {
  status: number
  code: RefusalCode
  facts: Record<string, unknown>
}

/** Returns status and stable code of an error: 503 for a database outage, a bare 500 for any error not foreseen. */
export function refusalOf(error: unknown): Refusal {
  if (isDatabaseOutage(error)) return { status: 503, code: 'unavailable', facts: {} }
  if (!(error instanceof DomainError)) return { status: 500, code: 'internal', facts: {} }
  const { code, facts } = error
  if (code === 'access.refused' || code === 'share.closed') {
    const { reason } = facts
    // A hidden reason must not disclose that the file exists: the response equals that for an id that was never used.
    if (!isShown(reason)) return { status: STATUS['asset.unknown'], code: 'asset.unknown', facts: {} }
    return { status: STATUS_OF_REASON[reason], code: `access.${reason}`, facts }
  }
  return { status: STATUS[code], code, facts }
}
