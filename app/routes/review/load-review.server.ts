import { mayApprove, mayManageReview } from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import { assigneeOf } from '~/domain/review/review.queries.server'
import { votingPeople } from '~/domain/review/review-templates.queries.server'
import { reviewOf } from '~/domain/review/rounds.queries.server'
import type { Db } from '~/platform/db.server'

/** Returns the review of a version as a person sees it, and to whom it may be assigned. */
export async function loadReview(
  db: Db,
  person: Person,
  { assetId, versionId }: { assetId: string; versionId: string },
) {
  const people = mayApprove(person) ? [...(await votingPeople(db)).values()] : []
  return {
    review: await reviewOf(db, versionId, person.id),
    mayManageReview: mayManageReview(person),
    assignment: {
      assigneeId: await assigneeOf(db, assetId),
      people: people.map(({ id, name }) => ({ id, name })),
    },
  }
}
