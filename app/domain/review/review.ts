import { z } from 'zod'
import type { VersionState } from '#db/schema/assets'
import type { AuditType } from '~/domain/audit/audit'
import type { Role } from '~/domain/identity/person'

/** State transitions of a version: the role that each needs, from which states, to which. */
export const TRANSITIONS = {
  submit: { from: ['draft', 'changes_asked'], to: 'in_review', role: 'editor', audit: 'asset.submitted' },
  take_back: { from: ['in_review'], to: 'draft', role: 'editor', audit: 'asset.withdrawn' },
  approve: { from: ['in_review'], to: 'approved', role: 'manager', audit: 'asset.approved' },
  ask_for_changes: { from: ['in_review'], to: 'changes_asked', role: 'manager', audit: 'asset.changes_asked' },
  withdraw: { from: ['approved'], to: 'draft', role: 'manager', audit: 'asset.withdrawn' },
} as const satisfies Record<string, { from: readonly VersionState[]; to: VersionState; role: Role; audit: AuditType }>

export type TransitionName = keyof typeof TRANSITIONS

/** A step of the review; asking for changes needs a note that says which. */
export const ReviewStep = z
  .strictObject({
    versionId: z.uuid(),
    transition: z.enum(Object.keys(TRANSITIONS) as [TransitionName, ...TransitionName[]]),
    note: z.string().trim().max(2000).optional(),
    /** For an approval: confirms that a version without a preview was inspected by other means. */
    unseen: z.boolean().optional(),
  })
  .refine((step) => step.transition !== 'ask_for_changes' || !!step.note, { path: ['note'], message: 'form.required' })

export interface DoneStep {
  id: number
  versionId: string
  fromState: string
  toState: string
  note: string | null
  at: Date
  byName: string | null
}

/** A decision about the changed texts of an approved asset; sending them back needs a note that says why. */
export const TextsStep = z
  .strictObject({
    decision: z.enum(['approve', 'return']).default('approve'),
    /** What was looked at; without it, whatever waits. */
    seen: z.string().max(64).optional(),
    note: z.string().trim().max(2000).optional(),
  })
  .refine((step) => step.decision === 'approve' || !!step.note, { path: ['note'], message: 'form.required' })

/** Parts of the queue: what is assigned to the reader, or to nobody; files of guests; what is overdue. */
export const QUEUE_VIEWS = ['all', 'mine', 'unassigned', 'outside', 'overdue'] as const
export type QueueView = (typeof QUEUE_VIEWS)[number]
