import type { Actor } from '~/domain/audit/audit'
import { actorOf } from '~/domain/identity/actor'
import { mayEditAssets } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { DomainError } from '~/platform/errors'

/**
 * Who reads and writes annotations: a member of staff, or a guest with the ids of the assets that are theirs, which the caller
 * has made sure of.
 */
export type Author =
  | { kind: 'person'; person: Person }
  | { kind: 'guest'; id: string; name: string; assetIds: readonly string[] }

export const personAuthor = (person: Person): Author => ({ kind: 'person', person })

/** Throws `role.required` for staff who may not edit assets, and `asset.unknown` for an asset that is not the guest's. */
export function requireAnnotates(author: Author, assetId: string): void {
  if (author.kind === 'guest') {
    if (!author.assetIds.includes(assetId)) throw new DomainError('asset.unknown')
  } else if (!mayEditAssets(author.person)) throw new DomainError('role.required', { role: 'editor' })
}

/** Guests answer; whether something is settled is decided by staff. Throws like `requireAnnotates`, and `role.required`. */
export function requireResolves(author: Author, assetId: string): Person {
  requireAnnotates(author, assetId)
  if (author.kind === 'guest') throw new DomainError('role.required', { role: 'editor' })
  return author.person
}

/** The columns of a comment that say who wrote it. */
export const authorColumns = (author: Author) =>
  author.kind === 'person'
    ? { personId: author.person.id, guestId: null, authorName: author.person.name }
    : { personId: null, guestId: author.id, authorName: author.name }

/** Whether a comment was written by this author. */
export const isBy = (author: Author, { personId, guestId }: { personId: string | null; guestId: string | null }) =>
  author.kind === 'person' ? personId === author.person.id : guestId === author.id

/** The author as the audit log names them. */
export const actorOfAuthor = (author: Author): Actor =>
  author.kind === 'person' ? actorOf(author.person) : { kind: 'guest', id: author.id, name: author.name }
