import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { languageOf } from '~/domain/access/outgoing-texts'
import { textsFor } from '~/domain/access/viewer-texts'
import type { Db } from '~/platform/db.server'
import type { EmbeddedTexts } from '~/platform/embedding/embedded-texts'
import { isEmbeddable } from '~/platform/embedding/write-metadata.server'
import { approvedTexts } from './approved-texts.queries.server'
import { type EmbeddedWanted, type OutgoingFile, textsHash } from './embedded-form'

/** A file as it may leave, or the form of it that has to be made first; `refused` where texts cannot be taken out of it. */
export type EmbeddedState<File> =
  | { state: 'ready'; file: File }
  | { state: 'waiting'; wanted: EmbeddedWanted; isAsked: boolean }
  | { state: 'refused' }

/**
 * Returns for each file that a viewer may have the form with the texts of their portal or share, in two statements. Files of
 * formats without a place for texts, and those into which texts cannot be written, leave as they are.
 */
export async function embeddedForms<File extends OutgoingFile>(
  db: Db,
  viewer: Viewer,
  files: readonly File[],
): Promise<EmbeddedState<File>[]> {
  const carried = textsFor(viewer)
  const eligible = carried ? files.filter(({ mediaType }) => isEmbeddable(mediaType)) : []
  if (!carried || eligible.length === 0) return files.map((file) => ({ state: 'ready', file }))
  const isNone = carried.embeds === 'none'
  const texts = isNone
    ? new Map<string, EmbeddedTexts>()
    : await approvedTexts(db, [...new Set(eligible.map(({ assetId }) => assetId))], languageOf(carried))
  const wantedOf = (file: File): EmbeddedWanted | undefined => {
    const own = isNone ? NO_TEXTS : texts.get(file.assetId)
    const { versionId, sha256: sourceSha256, objectKey: sourceKey, mediaType } = file
    const language = isNone ? null : languageOf(carried)
    return own && { versionId, sourceSha256, sourceKey, mediaType, language, texts: own, textsHash: textsHash(own) }
  }
  const wanted = new Map(
    eligible.flatMap((file) => {
      const form = wantedOf(file)
      return form ? [[file, form] as const] : []
    }),
  )
  const rows = await formsBy(db, [...wanted.values()])
  return files.map((file): EmbeddedState<File> => {
    const form = wanted.get(file)
    if (!form) return { state: 'ready', file }
    const row = rows.get(nameOf(form))
    if (row?.state === 'made') return { state: 'ready', file: { ...file, ...row.object } }
    if (row?.state === 'failed') return isNone ? { state: 'refused' } : { state: 'ready', file }
    return { state: 'waiting', wanted: form, isAsked: row !== undefined }
  })
}

/** What is written where a file may say nothing. */
const NO_TEXTS: EmbeddedTexts = { language: 'en', strips: true }

const nameOf = ({
  versionId,
  sourceSha256,
  textsHash: hash,
}: Pick<EmbeddedWanted, 'versionId' | 'sourceSha256' | 'textsHash'>) => `${versionId} ${sourceSha256} ${hash}`

interface FoundForm {
  state: 'waiting' | 'made' | 'failed'
  object: Pick<OutgoingFile, 'objectKey' | 'sha256' | 'byteSize' | 'crc32'> | undefined
}

async function formsBy(db: Db, wanted: readonly EmbeddedWanted[]): Promise<Map<string, FoundForm>> {
  const [versions, sources, hashes] = [
    wanted.map(({ versionId }) => versionId),
    wanted.map(({ sourceSha256 }) => sourceSha256),
    wanted.map(({ textsHash: hash }) => hash),
  ]
  const rows = await db
    .selectFrom('embeddedForm')
    .where(
      sql<boolean>`(version_id, source_sha256, texts_hash) in (select * from
        unnest(${versions}::uuid[], ${sources}::text[], ${hashes}::text[]) as w(version, source, hash))`,
    )
    .select(['versionId', 'sourceSha256', 'textsHash', 'state', 'objectKey', 'sha256', 'byteSize', 'crc32'])
    .execute()
  return new Map(
    rows.map(({ state, objectKey, sha256, byteSize, crc32, ...key }) => {
      const isWhole = objectKey !== null && sha256 !== null && byteSize !== null && crc32 !== null
      return [nameOf(key), { state, object: isWhole ? { objectKey, sha256, byteSize, crc32 } : undefined }]
    }),
  )
}

/** Returns the object keys of all forms of an asset's versions. */
export async function embeddedObjectsOf(db: Db, assetId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('embeddedForm')
    .innerJoin('assetVersion as version', 'version.id', 'embeddedForm.versionId')
    .where('version.assetId', '=', assetId)
    .select('embeddedForm.objectKey')
    .execute()
  return rows.flatMap(({ objectKey }) => objectKey ?? [])
}
