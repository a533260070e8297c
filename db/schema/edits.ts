import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** A recipe that a version has or had; the one without `replacedAt` counts. */
export interface VersionEditTable {
  versionId: string
  revision: number
  recipe: JSONColumnType<Record<string, unknown>, string, never>
  /** Of what it does to pixels; empty when it does nothing. */
  hash: string
  createdAt: Generated<Date>
  createdBy: string | null
  replacedAt: Generated<Date | null>
}

/** What an unsaved recipe makes of a version, for minutes. */
export interface EditPreviewTable {
  id: string
  versionId: string
  personId: string
  recipe: JSONColumnType<Record<string, unknown>, string, never>
  /** WebP. */
  picture: Buffer | null
  reason: string | null
  askedAt: ColumnType<Date, never, never>
}
