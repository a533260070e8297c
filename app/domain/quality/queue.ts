import { writeTerm } from '~/domain/search/query/write'

/** Why files are in a queue: the approval needs more of them, readers of other languages do, or the library has no use of them. */
export const QUEUE_GROUPS = ['approval', 'readers', 'library'] as const
export type QueueGroup = (typeof QUEUE_GROUPS)[number]

/** What a queue holds; keys of the `quality` locale file. */
export const QUEUE_NAMES = [
  ...(['required', 'credit', 'alt_text', 'pending', 'never_approved', 'alt_text_in', 'portal', 'stale'] as const),
  ...(['duplicates', 'unused', 'failed'] as const),
] as const
export type QueueName = (typeof QUEUE_NAMES)[number]

/** A saved search for files that are to be mended. */
export interface Queue {
  name: QueueName
  group: QueueGroup
  /** The search that finds them; `failed` is a filter of the library, `duplicates` are groups of files. */
  q?: string
  /** Whether texts mend it, which can be written one file after the other. */
  isOfTexts: boolean
  /** Of a queue for one language, or one portal. */
  locale?: string
  portal?: { slug: string; name: string }
}

const queue = (group: QueueGroup, name: QueueName, more: Partial<Queue> = {}): Queue => ({
  ...{ name, group, isOfTexts: true, ...more },
})

/** Returns all queues, for the languages and portals that there are. */
export function queuesFor(locales: readonly string[], portals: readonly { slug: string; name: string }[]): Queue[] {
  return [
    queue('approval', 'required', { q: writeTerm('missing', 'required') }),
    queue('approval', 'credit', { q: writeTerm('missing', 'credit') }),
    queue('approval', 'alt_text', { q: writeTerm('missing', 'alt_text') }),
    queue('approval', 'pending', { q: writeTerm('is', 'pending'), isOfTexts: false }),
    queue('approval', 'never_approved', { q: writeTerm('is', 'never_approved'), isOfTexts: false }),
    ...locales.map((locale) =>
      queue('readers', 'alt_text_in', { q: writeTerm('missing', `alt_text.${locale}`), locale }),
    ),
    ...portals.map((portal) => queue('readers', 'portal', { q: writeTerm('incomplete', portal.slug), portal })),
    queue('readers', 'stale', { q: writeTerm('is', 'stale') }),
    queue('library', 'duplicates', { isOfTexts: false }),
    queue('library', 'unused', { q: writeTerm('is', 'unused'), isOfTexts: false }),
    queue('library', 'failed', { isOfTexts: false }),
  ]
}
