import type { DispatchedType } from '~/domain/audit/audit'
import type { Subscriber } from '~/domain/audit/events.server'
import { collectAccepted } from '~/domain/intake/collect-accepted.subscriber.server'
import { makeNotices } from '~/domain/notices/make-notices.subscriber.server'
import { guestCodeLetter } from '~/domain/notifications/guest-code.subscriber.server'
import { guestLetters } from '~/domain/notifications/guest-letters.subscriber.server'
import { guestOutcome } from '~/domain/notifications/guest-outcome.subscriber.server'
import type { LetterServices } from '~/domain/notifications/letters'
import { passwordLink } from '~/domain/notifications/password-link.subscriber.server'
import { reviewOutcome } from '~/domain/notifications/review-outcome.subscriber.server'
import { submissionReceived } from '~/domain/notifications/submission-received.subscriber.server'

/** Who reacts to which events. A type that is not here yet is added to `DISPATCHED_TYPES` as well. */
export const SUBSCRIBERS: Subscribers<DispatchedType, LetterServices> = {
  'asset.submitted': [makeNotices],
  'asset.approved': [reviewOutcome, guestOutcome, collectAccepted, makeNotices],
  'asset.changes_asked': [reviewOutcome, guestOutcome, makeNotices],
  'asset.withdrawn': [makeNotices],
  'asset.version_added': [makeNotices],
  'asset.version_restored': [makeNotices],
  'asset.rights_changed': [makeNotices],
  'asset.held': [makeNotices],
  'asset.hold_released': [makeNotices],
  'upload.refused': [makeNotices],
  'annotation.added': [makeNotices],
  'annotation.replied': [makeNotices],
  'annotation.comment_edited': [makeNotices],
  'annotation.resolved': [makeNotices],
  'guest.invited': [guestLetters],
  'guest.named': [guestLetters],
  'guest.reminded': [guestLetters],
  'submission.received': [submissionReceived],
  'guest.code_asked': [guestCodeLetter],
  'person.invited': [passwordLink],
  'person.reset_asked': [passwordLink],
}

export type Subscribers<Type extends string, Services> = Record<Type, readonly Subscriber<Services>[]>
