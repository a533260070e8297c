import type { Generated, JSONColumnType } from 'kysely'

/** A file with texts written into it, by the bytes that it is made of and the hash of the texts. */
export interface EmbeddedFormTable {
  versionId: string
  sourceSha256: string
  textsHash: string
  sourceKey: string
  mediaType: string
  texts: JSONColumnType<Record<string, unknown>, string, never>
  /** The language that was asked for; null for a form without texts. */
  language: string | null
  state: 'waiting' | 'made' | 'failed'
  reason: Generated<string | null>
  objectKey: Generated<string | null>
  sha256: Generated<string | null>
  crc32: Generated<number | null>
  byteSize: Generated<number | null>
  askedAt: Generated<Date>
  madeAt: Generated<Date | null>
}
