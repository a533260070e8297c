import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'

/** Returns the renditions of a version, for staff; empty while the job has not run. */
export const renditionsOf = (db: Db, versionId: string): Promise<StaffRendition[]> =>
  db
    .selectFrom('rendition')
    .select(['preset', 'state', 'reason', 'mediaType', 'byteSize', 'width', 'height'])
    .select(sql<boolean>`coalesce(object_key like 'originals/%', false)`.as('isOriginal'))
    .where('versionId', '=', versionId)
    .execute()

export interface StaffRendition {
  preset: string
  state: 'waiting' | 'made' | 'impossible' | 'failed'
  reason: string | null
  mediaType: string | null
  byteSize: number | null
  width: number | null
  height: number | null
  /** Whether the original is its own clean original. */
  isOriginal: boolean
}
