import type { SubmissionFileState } from '#db/schema/intake'
import type { Db } from '~/platform/db.server'

/** Returns the file of a guest whose bytes are staged under a name; undefined for that of another guest, and of one taken away. */
export const findStagedFile = (
  db: Db,
  guestId: string,
  stagedId: string,
): Promise<{ id: string; state: SubmissionFileState } | undefined> =>
  db
    .selectFrom('submissionFile')
    .select(['id', 'state'])
    .where('stagedId', '=', stagedId)
    .where('guestId', '=', guestId)
    .where('state', '<>', 'removed')
    .executeTakeFirst()
