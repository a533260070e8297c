import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import { textsFor, type WrittenTexts } from '~/domain/access/viewer-texts'
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
 * Returns for each file that a viewer may have the form with the texts of their portal or share, or of the preset that made it. Files of
 * formats without a place for texts, and those into which texts cannot be written, leave as they are.
 */
export async function embeddedForms<File extends OutgoingFile>(
  db: Db,
  viewer: Viewer,
  files: readonly File[],
): Promise<EmbeddedState<File>[]> {
  const carried = new Map<File, WrittenTexts>()
  for (const file of files) {
    const texts = isEmbeddable(file.mediaType) ? textsFor(viewer, file.texts) : undefined
    if (texts) carried.set(file, texts)
  }
  if (carried.size === 0) return files.map((file) => ({ state: 'ready', file }))
  const textsOf = await loadTexts(db, carried)
  const wanted = new Map(
    [...carried].flatMap(([file, texts]) => {
      const form = wantedForm(file, texts, textsOf(file))
      return form ? [[file, form] as const] : []
    }),
  )
  const rows = await formsBy(db, [...wanted.values()])
  return files.map((file): EmbeddedState<File> => {
    const form = wanted.get(file)
    if (!form) return { state: 'ready', file }
    const row = rows.get(nameOf(form))
    if (row?.state === 'made') return { state: 'ready', file: { ...file, ...row.object } }
    if (row?.state === 'failed') return form.language === null ? { state: 'refused' } : { state: 'ready', file }
    return { state: 'waiting', wanted: form, isAsked: row !== undefined }
  })
}

/** What is written where a file may say nothing. */
const NO_TEXTS: EmbeddedTexts = { language: 'en', strips: true }

/** Returns what is written into each file, undefined for one of which nothing is approved; one statement for each language. */
async function loadTexts<File extends OutgoingFile>(
  db: Db,
  carried: ReadonlyMap<File, WrittenTexts>,
): Promise<(file: File) => EmbeddedTexts | undefined> {
  const ids = new Map<string, Set<string>>()
  for (const [{ assetId }, { embeds, language }] of carried)
    if (embeds === 'all') ids.set(language, (ids.get(language) ?? new Set()).add(assetId))
  const texts = new Map<string, Map<string, EmbeddedTexts>>()
  for (const [language, of] of ids) texts.set(language, await approvedTexts(db, [...of], language))
  return (file) => {
    const own = carried.get(file)
    return own?.embeds === 'none' ? NO_TEXTS : texts.get(own?.language ?? '')?.get(file.assetId)
  }
}

function wantedForm(
  { versionId, sha256: sourceSha256, objectKey: sourceKey, mediaType }: OutgoingFile,
  { embeds, language: asked }: WrittenTexts,
  texts: EmbeddedTexts | undefined,
): EmbeddedWanted | undefined {
  const language = embeds === 'none' ? null : asked
  return texts && { versionId, sourceSha256, sourceKey, mediaType, language, texts, textsHash: textsHash(texts) }
}

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
