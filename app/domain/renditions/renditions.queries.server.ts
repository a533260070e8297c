import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { madeObject } from './made-rendition'

/** Returns the renditions of a version, for staff; empty while the job has not run. */
export async function renditionsOf(db: Db, versionId: string): Promise<StaffRendition[]> {
  const rows = await db
    .selectFrom('rendition')
    .select(['preset', 'state', 'reason', 'objectKey', 'sha256', 'crc32', 'byteSize', 'mediaType', 'width', 'height'])
    .select(sql<boolean>`coalesce(object_key like 'originals/%', false)`.as('isOriginal'))
    .where('versionId', '=', versionId)
    .execute()
  return rows.map(({ preset, state, reason, width, height, isOriginal, ...columns }) => {
    const facts = { preset, reason, width, height, isOriginal }
    if (state !== 'made') return { ...facts, state, mediaType: null, byteSize: null }
    const { mediaType, byteSize } = madeObject(columns)
    return { ...facts, state, mediaType, byteSize }
  })
}

/** A rendition in whatever state; one that is made has its type and size. */
export type StaffRendition = RenditionFacts &
  (
    | { state: 'made'; mediaType: string; byteSize: number }
    | { state: 'waiting' | 'impossible' | 'failed'; mediaType: null; byteSize: null }
  )

interface RenditionFacts {
  preset: string
  reason: string | null
  width: number | null
  height: number | null
  /** Whether the original is its own clean original. */
  isOriginal: boolean
}
