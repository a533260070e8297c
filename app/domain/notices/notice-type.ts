import type { DispatchedType } from '~/domain/audit/audit'
import type { AuditEvent } from '~/domain/audit/events.server'
import type { Person } from '~/domain/identity/person'
import type { Tx } from '~/platform/db.server'
import type { Channel, NoticeDraft } from './notice'

/** What a type of notice is. */
export interface NoticeType {
  /** Whether a person is told of it, by their role: asked when a notice is made, and again whenever it is read. */
  may: (person: Pick<Person, 'id' | 'role'>) => boolean
  /** Whether it is something to do, which can be assigned. */
  isWork: boolean
  /** How people are told who have not chosen. */
  channel: Channel
  /** What its row opens: the page of its asset, its item of the review, or its `path`. */
  opens: 'asset' | 'review' | 'held' | 'path'
  /** What is made of the events of one act. */
  makes?: Partial<Record<DispatchedType, (trx: Tx, events: AuditEvent[]) => Promise<NoticeDraft[]>>>
  /** Events whose subject is the topic of notices that they end. */
  settledBy?: readonly DispatchedType[]
  /** The same where it takes more than the event to know. */
  settles?: Partial<Record<DispatchedType, (trx: Tx, events: AuditEvent[]) => Promise<void>>>
  /** Whether a letter of its own tells it at once, which asks `channelsOf` itself. */
  hasOwnLetter?: true
  /** Whether it cannot be switched off, since somebody waits for it. */
  isAlwaysTold?: true
}
