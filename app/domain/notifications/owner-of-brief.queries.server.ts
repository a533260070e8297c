import type { Db } from '~/platform/db.server'

/** Returns who wrote a brief, while they may sign in. */
export const ownerOfBrief = (db: Db, briefId: string) =>
  db
    .selectFrom('brief')
    .innerJoin('person', 'person.id', 'brief.createdBy')
    .where('brief.id', '=', briefId)
    .where('person.disabledAt', 'is', null)
    .select(['person.name', 'person.email', 'person.locale'])
    .executeTakeFirst()
