import { z } from 'zod'

/** Every type of audit event; the `audit` locale file has a sentence for each. */
export const AUDIT_TYPES = [
  'person.signed_in',
  'person.sign_in_refused',
  'person.signed_out',
  'person.created',
  'person.invited',
  'person.role_changed',
  'person.disabled',
  'person.enabled',
  'person.reset_asked',
  'person.password_set',
  'person.password_changed',
  'person.session_ended',
  'person.sessions_ended',
  'person.language_changed',
  'upload.received',
  'upload.refused',
  'asset.created',
  'asset.version_added',
  'asset.version_restored',
  'asset.version_noted',
  'asset.described',
  'asset.texts_approved',
  'asset.texts_returned',
  'asset.rights_changed',
  'asset.edited',
  'asset.edits_removed',
  'asset.captions_set',
  'asset.captions_removed',
  'asset.submitted',
  'asset.approved',
  'asset.changes_asked',
  'asset.withdrawn',
  'asset.downloaded',
  'asset.deleted',
  'asset.restored',
  'asset.purged',
  'asset.merged',
  'asset.unmerged',
  'asset.not_duplicates',
  'asset.related',
  'asset.unrelated',
  'asset.swapped',
  'asset.swap_undone',
  'asset.moved',
  'asset.held',
  'asset.hold_released',
  'annotation.added',
  'annotation.replied',
  'annotation.comment_edited',
  'annotation.comment_deleted',
  'annotation.resolved',
  'annotation.reopened',
  'annotation.kept',
  'import.started',
  'import.ended',
  'folder.created',
  'folder.renamed',
  'folder.moved',
  'folder.deleted',
  'folder.rules_changed',
  'rendition.retried',
  'collection.created',
  'collection.changed',
  'collection.deleted',
  'collection.restored',
  'collection.purged',
  'portal.created',
  'portal.changed',
  'portal.published',
  'portal.closed',
  'portal.deleted',
  'portal.restored',
  'portal.purged',
  'share.created',
  'share.changed',
  'share.extended',
  'share.revoked',
  'share.address_copied',
  'share.deleted',
  'share.restored',
  'share.purged',
  'share.unlocked',
  'share.unlock_refused',
  'preset.created',
  'preset.changed',
  'preset.retired',
  'preset.restored',
  'preset.moved',
  'metadata.field_created',
  'metadata.field_changed',
  'metadata.field_converted',
  'metadata.field_moved',
  'metadata.field_retired',
  'metadata.field_restored',
  'metadata.group_changed',
  'metadata.vocabulary_created',
  'metadata.term_created',
  'metadata.term_changed',
  'metadata.term_merged',
  'metadata.term_deprecated',
  'metadata.term_restored',
  'metadata.term_removed',
  'metadata.vocabulary_opened',
  'metadata.vocabulary_closed',
  'metadata.vocabulary_imported',
  'metadata.vocabulary_exported',
  'named_person.created',
  'named_person.changed',
  'named_person.archived',
  'named_person.restored',
  'named_person.merged',
  'named_person.deleted',
  'template.created',
  'template.changed',
  'template.retired',
  'template.restored',
  'review.voted',
  'review_template.created',
  'review_template.changed',
  'review_template.moved',
  'review_template.removed',
  'guest.invited',
  'guest.named',
  'guest.code_asked',
  'guest.verified',
  'guest.extended',
  'guest.revoked',
  'guest.reminded',
  'brief.created',
  'brief.changed',
  'brief.closed',
  'brief.opened',
  'submission.received',
  'submission.file_removed',
  'submission.file_rejected',
  'agreement.created',
  'agreement.changed',
  'agreement.retired',
  'package.downloaded',
  'audit.exported',
  'library.exported',
  'storage.check_asked',
  'storage.orphans_removed',
] as const
export type AuditType = (typeof AUDIT_TYPES)[number]

/**
 * Types that have subscribers: only their events enqueue a dispatch. `domain/events/subscribers.server.ts` says who
 * does and compiles only with exactly these; it stands apart because the writer of events may not import who reacts to them.
 */
export const DISPATCHED_TYPES = [
  'asset.submitted',
  'asset.approved',
  'asset.changes_asked',
  'asset.withdrawn',
  'asset.version_added',
  'asset.version_restored',
  'asset.rights_changed',
  'asset.held',
  'asset.hold_released',
  'upload.refused',
  'annotation.added',
  'annotation.replied',
  'annotation.comment_edited',
  'annotation.resolved',
  'guest.invited',
  'guest.named',
  'guest.reminded',
  'submission.received',
  'guest.code_asked',
  'person.invited',
  'person.reset_asked',
] as const satisfies readonly AuditType[]
export type DispatchedType = (typeof DISPATCHED_TYPES)[number]

/** Who acted: a person, a guest, a visitor of a portal, a viewer of a share, or the product itself. */
export interface Actor {
  kind: 'person' | 'guest' | 'visitor' | 'link' | 'system'
  id?: string
  name: string
  /** Truncated IP address (/24 or /48): enough to see a pattern, too little to identify a person. */
  network?: string
}

export interface AuditSubject {
  kind:
    | 'asset'
    | 'collection'
    | 'portal'
    | 'share'
    | 'upload'
    | 'person'
    | 'folder'
    | 'import'
    | 'preset'
    | 'field'
    | 'group'
    | 'vocabulary'
    | 'named_person'
    | 'template'
    | 'review_template'
    | 'guest'
    | 'brief'
    | 'submission'
    | 'agreement'
  id: string
  /** The current name is looked up when it is absent. */
  name?: string
}

/** Filter of audit log lines; days are in UTC. */
export const AuditFilter = z.object({
  type: z.enum(AUDIT_TYPES).optional(),
  /** Part of the actor's name. */
  actor: z.string().trim().max(100).optional(),
  /** Part of the subject's name, or its id. */
  subject: z.string().trim().max(200).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Lines older than this id: the key of the next page. */
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
})
