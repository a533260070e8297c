import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { ViewScope } from '~/domain/access/access'
import { planZip, type ZipEntry, type ZipPlan } from '~/platform/zip/plan'
import type { KitContents, KitDocument, KitRequest } from './kit'
import { kitContents } from './kit-contents.server'
import type { ReadmeTexts } from './readme'

export interface Kit extends KitContents {
  plan: ZipPlan
}

/**
 * Plans a kit of the assets that may be delivered now, as a ZIP whose length and bytes are known in advance. The same
 * assets, rights and texts give the same bytes and entity tag. Throws `package.empty` when nothing may be delivered.
 */
export async function planKit(scope: ViewScope, request: KitRequest, texts: ReadmeTexts): Promise<Kit> {
  const contents = await kitContents(scope, request, texts)
  return { ...contents, plan: zipOf(contents) }
}

/** Returns the ZIP of a kit's contents: its documents, then its files. */
export function zipOf({ documents, files, modifiedAt }: KitContents): ZipPlan {
  const entries: ZipEntry[] = files.map((file) => ({
    name: file.name,
    size: file.byteSize,
    crc32: file.crc32,
    modifiedAt: file.approvedAt,
    source: { kind: 'object', key: file.objectKey },
  }))
  return planZip([...documents.map((document) => documentEntry(document, modifiedAt)), ...entries])
}

function documentEntry({ name, text }: KitDocument, modifiedAt: Date): ZipEntry {
  const bytes = Buffer.from(text, 'utf8')
  return { name, size: bytes.length, crc32: crc32(bytes), modifiedAt, source: { kind: 'made', bytes } }
}

/** Returns a short id of a kit's contents, for the records of downloads. */
export const kitMark = (kit: Kit): string => createHash('sha256').update(kit.plan.etag).digest('hex').slice(0, 16)
