import { type RawBuilder, sql } from 'kysely'
import { deliveredName } from '~/domain/assets/delivered-name'
import type { Db } from '~/platform/db.server'
import { isCleaned } from '~/platform/images/clean/cleaned-types'
import { PAGE_PRESETS } from '~/platform/images/presets'

/** The forms an asset leaves in: the pictures of pages, the web rendition and the original. */
export const RENDITIONS = [...PAGE_PRESETS, 'web', 'original'] as const
export type RenditionName = (typeof RENDITIONS)[number]

export const isRendition = (name: string | undefined): name is RenditionName =>
  RENDITIONS.includes(name as RenditionName)

/** A stored object that may leave now. */
export interface Deliverable {
  assetId: string
  versionId: string
  rendition: RenditionName
  objectKey: string
  byteSize: number
  crc32: number
  sha256: string
  mediaType: string
  width: number | null
  height: number | null
  fileName: string
  approvedAt: Date
}

/** Objects of versions in one form, and why originals that need a clean form have none yet, by asset. */
export interface Objects {
  objects: Deliverable[]
  unmade: Map<string, 'not_made' | 'not_clean'>
}

/** Finds the stored objects of versions in a form; an original in its clean form where that is asked for. */
export async function objectsOf(
  db: Db,
  which: RawBuilder<unknown>,
  rendition: RenditionName,
  { isClean }: { isClean: boolean },
): Promise<Objects> {
  if (rendition === 'original') return originalsOf(db, which, isClean)
  const presets = presetsFor(rendition)
  const rows = await versions(db, which)
    .innerJoin('rendition', 'rendition.versionId', 'version.id')
    .where('rendition.preset', 'in', presets)
    .where('rendition.state', '=', 'made')
    .distinctOn('version.id')
    .orderBy('version.id')
    .orderBy(sql`array_position(${presets}::text[], rendition.preset)`)
    .select(['rendition.objectKey', 'rendition.sha256', 'rendition.byteSize', 'rendition.crc32', 'rendition.mediaType'])
    .select(['rendition.width', 'rendition.height'])
    .execute()
  const objects = rows.map(({ extension, fileName, ...row }) => {
    const bytes = bytesOf(row)
    return { ...row, ...bytes, rendition, fileName: renditionName(fileName, extension, rendition, bytes.mediaType) }
  })
  return { objects, unmade: new Map() }
}

async function originalsOf(db: Db, which: RawBuilder<unknown>, isClean: boolean): Promise<Objects> {
  const rows = await versions(db, which)
    .innerJoin('storedObject as object', 'object.sha256', 'version.sha256')
    .leftJoin('rendition as clean', (join) =>
      join.onRef('clean.versionId', '=', 'version.id').on('clean.preset', '=', 'clean'),
    )
    .select(['object.sha256', 'object.byteSize', 'object.crc32', 'object.mediaType', 'version.width', 'version.height'])
    .select(['version.mediaType as versionType', 'clean.state as cleanState', 'clean.objectKey as cleanKey'])
    .select(['clean.sha256 as cleanSha256', 'clean.byteSize as cleanByteSize', 'clean.crc32 as cleanCrc32'])
    .execute()
  const found: Objects = { objects: [], unmade: new Map() }
  for (const { versionType, cleanState, cleanKey, cleanSha256, cleanByteSize, cleanCrc32, ...row } of rows) {
    const { extension, fileName, ...facts } = row
    const named = { ...facts, fileName: deliveredName(fileName, extension) }
    const original = { ...named, rendition: 'original' as const, objectKey: `originals/${row.sha256}` }
    if (!isClean || !isCleaned(versionType)) found.objects.push(original)
    else if (cleanState !== 'made') found.unmade.set(row.assetId, cleanState === 'failed' ? 'not_clean' : 'not_made')
    else {
      const clean = { objectKey: cleanKey, sha256: cleanSha256, byteSize: cleanByteSize, crc32: cleanCrc32 }
      found.objects.push({ ...original, ...bytesOf({ ...clean, mediaType: row.mediaType }) })
    }
  }
  return found
}

function versions(db: Db, which: RawBuilder<unknown>) {
  const approvedAt = sql<Date>`coalesce((select max(s.at) from review_step s
    where s.version_id = version.id and s.to_state = 'approved'), version.created_at)`
  return db
    .selectFrom('assetVersion as version')
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .where(sql<boolean>`${which}`)
    .select(['version.assetId', 'version.id as versionId', 'version.fileName', 'version.extension'])
    .select(approvedAt.as('approvedAt'))
}

type Bytes = Pick<Deliverable, 'objectKey' | 'sha256' | 'byteSize' | 'crc32' | 'mediaType'>

/** A constraint of the table says that a rendition that is made has all of these. */
function bytesOf(row: { [Name in keyof Bytes]: Bytes[Name] | null }): Bytes {
  const { objectKey, sha256, byteSize, crc32, mediaType } = row
  if (objectKey === null || sha256 === null || byteSize === null || crc32 === null || mediaType === null)
    throw new Error('a rendition that is made lacks its bytes')
  return { objectKey, sha256, byteSize, crc32, mediaType }
}

/** The presets that a form is sent in, the best first: a larger picture stands in for one that is not made yet. */
function presetsFor(rendition: Exclude<RenditionName, 'original'>): string[] {
  return rendition === 'web' ? ['web'] : PAGE_PRESETS.slice(PAGE_PRESETS.indexOf(rendition))
}

const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/png': 'png',
  'image/gif': 'gif',
}

function renditionName(fileName: string, extension: string, rendition: RenditionName, mediaType: string): string {
  const ending = `.${extension}`
  const stem = fileName.toLowerCase().endsWith(ending)
    ? fileName.slice(0, -ending.length)
    : fileName.replace(/\.[^.]+$/, '')
  return `${stem}-${rendition}.${EXTENSIONS[mediaType] ?? 'bin'}`
}
