import { z } from 'zod'
import type { AuditEvent } from '~/domain/audit/events.server'
import type { Tx } from '~/platform/db.server'
import type { NoticeDraft } from './notice'
import { aboutAsset } from './review-notices.server'

const Facts = z.object({
  annotationId: z.string(),
  annotation: z.number(),
  commentId: z.string().optional(),
  mentioned: z.array(z.string()),
  participants: z.array(z.string()),
})

/** Comments in which staff are mentioned, for those who are. */
export const mentioned = async (_trx: Tx, events: AuditEvent[]): Promise<NoticeDraft[]> =>
  drafts(events, (facts) => facts.mentioned)

/** Answers in threads, for those who wrote in them and are not mentioned as well. */
export const answered = async (_trx: Tx, events: AuditEvent[]): Promise<NoticeDraft[]> =>
  drafts(events, ({ participants, mentioned }) => participants.filter((id) => !mentioned.includes(id)))

/** Whose cause they are is a comment: an edit that mentions nobody anew tells nobody again. */
function drafts(events: AuditEvent[], readersOf: (facts: z.output<typeof Facts>) => string[]): NoticeDraft[] {
  return events.flatMap((event): NoticeDraft[] => {
    const facts = Facts.safeParse(event.facts).data
    const readers = facts ? readersOf(facts) : []
    if (!facts || readers.length === 0) return []
    const occasion = `${facts.commentId ?? event.id}:${event.id}`
    return [{ ...aboutAsset(event), topic: facts.annotationId, occasion, facts: { number: facts.annotation }, readers }]
  })
}

/** What ends notices of threads: that somebody settled them. */
export const threadsOf = (events: AuditEvent[]) =>
  events.flatMap(({ facts, at }) => {
    const parsed = Facts.safeParse(facts).data
    return parsed ? [{ topic: parsed.annotationId, at }] : []
  })
