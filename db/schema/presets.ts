import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** A preset for downloads, which administrators define; retired ones are kept, since downloads name them. */
export interface DownloadPresetTable {
  key: string
  /** By BCP 47 tag. */
  names: JSONColumnType<Record<string, string>, string, string>
  kinds: string[]
  settings: JSONColumnType<Record<string, unknown>, string, string>
  tier: 'web' | 'original'
  /** The texts in what it makes; null where they are as the portal or share says. */
  embeds: Generated<'credit' | 'all' | 'none' | null>
  /** The language of all texts, a BCP 47 tag; null for that of the recipient. */
  embedLanguage: Generated<string | null>
  /** Place in lists, from 1. */
  position: number
  createdAt: Generated<Date>
  changedAt: Generated<Date>
  retiredAt: Generated<Date | null>
}

/** A rendition made for a download when it was first asked for. */
export interface PresetRenditionTable {
  versionId: string
  /** Hash of the settings, and of the credit. */
  recipe: string
  /** Null for a size that a member of staff asked for. */
  presetKey: string | null
  settings: JSONColumnType<Record<string, unknown>, string, never>
  state: 'waiting' | 'made' | 'failed'
  reason: Generated<string | null>
  objectKey: Generated<string | null>
  sha256: Generated<string | null>
  crc32: Generated<number | null>
  byteSize: Generated<number | null>
  mediaType: Generated<string | null>
  width: Generated<number | null>
  height: Generated<number | null>
  askedAt: Generated<Date>
  askedBy: string | null
  madeAt: Generated<Date | null>
  expiresAt: Date | null
}

/** What three pictures of the library become by settings that are not saved, for minutes. */
export interface PresetSampleTable {
  id: string
  personId: string
  settings: JSONColumnType<Record<string, unknown>, string, never>
  kinds: string[]
  result: JSONColumnType<Record<string, unknown>[], string | undefined, string> | null
  askedAt: ColumnType<Date, Date | undefined, never>
}
