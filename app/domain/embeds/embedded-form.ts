import { createHash } from 'node:crypto'
import { cleanTexts, type EmbeddedTexts } from '~/platform/embedding/embedded-texts'
import type { TextRule } from '~/platform/embedding/text-rule'

/** A stored object that leaves as a file. */
export interface OutgoingFile {
  assetId: string
  versionId: string
  objectKey: string
  sha256: string
  byteSize: number
  crc32: number
  mediaType: string
  /** What the preset that made it says of texts; absent where it is as the portal or share says. */
  texts?: TextRule
}

/** A form of a file with texts in it, by the bytes that it is made of and the hash of the texts. */
export interface EmbeddedKey {
  versionId: string
  sourceSha256: string
  textsHash: string
}

/** A form that is asked for: also where its source is, and the texts. */
export interface EmbeddedWanted extends EmbeddedKey {
  sourceKey: string
  mediaType: string
  texts: EmbeddedTexts
  /** The language that was asked for; null for a form without texts. */
  language: string | null
}

/** Changes when writers write the same texts differently. */
const GENERATION = 1

/** Returns the hash of texts as they are written, 16 hex digits. */
export const textsHash = (texts: EmbeddedTexts): string =>
  createHash('sha256')
    .update(JSON.stringify([GENERATION, cleanTexts(texts)]))
    .digest('hex')
    .slice(0, 16)

/** Where the keys of these forms begin; other objects are never deleted by their jobs. */
export const EMBEDDED_PREFIX = 'embedded/'

/** Returns the object key of a form: other bytes or other texts never overwrite what is being sent. */
export const embeddedKey = ({ versionId, sourceSha256, textsHash: hash }: EmbeddedKey): string =>
  `${EMBEDDED_PREFIX}${versionId}/${sourceSha256.slice(0, 16)}-${hash}`
