import { sql } from 'kysely'
import type { Person } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import type { ReceivedUpload, UploadFacts, UploadState } from './upload'

/** Returns the owner and state of an upload; undefined when there is none. */
export function findUpload(db: Db, id: string): Promise<{ personId: string; state: UploadState } | undefined> {
  return db.selectFrom('upload').select(['personId', 'state']).where('id', '=', id).executeTakeFirst()
}

/** Returns a person's uploads that are not dismissed, newest first; completed ones for an hour. */
export function listUploads(db: Db, by: Person): Promise<ReceivedUpload[]> {
  return db
    .selectFrom('upload')
    .select(['id', 'fileName', 'byteSize', 'state', 'reason', 'assetId'])
    .select(sql<UploadFacts>`facts`.as('facts'))
    .where('personId', '=', by.id)
    .where('dismissedAt', 'is', null)
    .where('state', '<>', 'cancelled')
    .where(sql<boolean>`facts ->> 'purpose' is distinct from 'import'`)
    .where(sql<boolean>`(state <> 'done' or changed_at > now() - interval '1 hour')`)
    .orderBy('createdAt', 'desc')
    .limit(500)
    .execute()
}

/** Returns a file that a person has uploaded to import from it; undefined when there is none, or it is somebody else's. */
export function findImportUpload(
  db: Db,
  personId: string | undefined,
  id: string,
): Promise<{ id: string; fileName: string } | undefined> {
  return db
    .selectFrom('upload')
    .select(['id', 'fileName'])
    .where('id', '=', id)
    .where('personId', '=', personId ?? null)
    .where('state', '=', 'done')
    .where(sql<boolean>`facts ->> 'purpose' = 'import'`)
    .executeTakeFirst()
}
