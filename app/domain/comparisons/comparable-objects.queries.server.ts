import { sql } from 'kysely'
import type { Db } from '~/platform/db.server'
import { familyOf, hasPictures } from '~/platform/images/families'
import type { VersionPair } from './comparison'

/** What a version has to be compared by. */
export interface ComparableVersion {
  versionId: string
  kind: string
  sha256: string
  /** Object of the picture that pages show; null when there is none. */
  previewKey: string | null
  /** Object of its pages as PDF. */
  pagesKey: string | null
  /** Whether one of them is still to be made. */
  isWaiting: boolean
}

/** Returns both versions of a pair with what is made of them; undefined when one of them is gone. */
export async function findComparable(
  db: Db,
  { olderId, newerId }: VersionPair,
): Promise<{ older: ComparableVersion; newer: ComparableVersion } | undefined> {
  const rows = await db
    .selectFrom('assetVersion as version')
    .where('version.id', 'in', [olderId, newerId])
    .select(['version.id as versionId', 'version.kind', 'version.sha256', 'version.unpreviewableReason'])
    .select([objectOf('preview').as('previewKey'), objectOf('view').as('pagesKey')])
    .select([settled('preview').as('hasPreview'), settled('view').as('hasPages')])
    .execute()
  const [older, newer] = [olderId, newerId].map((id) => {
    const row = rows.find(({ versionId }) => versionId === id)
    if (!row) return undefined
    const { hasPreview, hasPages, unpreviewableReason, ...version } = row
    const isDocument = familyOf(row.kind) === 'document'
    const isWaiting = !unpreviewableReason && ((hasPictures(row.kind) && !hasPreview) || (isDocument && !hasPages))
    return { ...version, pagesKey: isDocument ? version.pagesKey : null, isWaiting }
  })
  return older && newer && { older, newer }
}

const objectOf = (preset: 'preview' | 'view') =>
  sql<string | null>`(select object_key from rendition
    where version_id = version.id and preset = ${preset} and state = 'made')`

/** Whether a rendition is made, or nobody waits for it. */
const settled = (preset: 'preview' | 'view') =>
  sql<boolean>`exists (select 1 from rendition
    where version_id = version.id and preset = ${preset} and state <> 'waiting')`
