import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Viewer } from '~/domain/access/access'
import { type Deliverable, type Delivery, deliver } from '~/domain/access/delivery.server'
import type { Db } from '~/platform/db.server'
import { DomainError } from '~/platform/errors'
import { safeNames } from '~/platform/zip/names'
import { planZip, type ZipEntry, type ZipPlan } from '~/platform/zip/plan'
import type { KitSize, LeftOut } from './package'
import { type Credit, creditsCsv, creditsOf, licencesText, manifestJson } from './papers.server'

export interface Kit {
  plan: ZipPlan
  fileName: string
  files: Deliverable[]
  leftOut: LeftOut[]
}

/**
 * A kit of the assets that may leave now, as a ZIP whose every byte is known. The same assets, rights and words
 * give the same bytes and ETag, so a broken download resumes; when any of them changes, it starts anew.
 * Throws `package.empty` when nothing may leave.
 */
export async function planKit(
  db: Db,
  viewer: Viewer,
  ids: readonly string[],
  { size, locale, title }: { size: KitSize; locale: string; title: string },
  now: Date,
): Promise<Kit> {
  const { files, leftOut } = choose(await formsOf(db, viewer, ids, now), size)
  if (files.length === 0) throw new DomainError('package.empty')
  const credits = await creditsOf(db, files, locale)
  const names = safeNames(files.map((file) => file.fileName))
  const entries: ZipEntry[] = files.map((file, index) => ({
    name: names[index]!,
    size: file.byteSize,
    crc32: file.crc32,
    modifiedAt: file.approvedAt,
    source: { key: file.objectKey },
  }))
  const newest = new Date(Math.max(...files.map((file) => file.approvedAt.getTime())))
  const listed: Credit[] = credits.map((credit, index) => ({ ...credit, fileName: names[index]! }))
  const papers = [
    paper('CREDITS.csv', creditsCsv(listed), newest),
    paper('LICENCES.txt', licencesText(listed), newest),
    paper('MANIFEST.json', manifestJson(title, files, names), newest),
  ]
  const kitName = safeNames([`${title}.zip`])[0]!
  return { plan: planZip([...papers, ...entries]), fileName: kitName, files, leftOut }
}

interface Forms {
  originals: Delivery[]
  webs: Delivery[]
}

/** Both forms of every asset as they may leave now, in the order of `ids`. */
async function formsOf(db: Db, viewer: Viewer, ids: readonly string[], now: Date): Promise<Forms> {
  const [originals, webs] = await Promise.all([
    deliver(db, viewer, ids, 'original', now),
    deliver(db, viewer, ids, 'web', now),
  ])
  return { originals, webs }
}

/** Best means the original where the viewer may have it, else the web rendition; a form that was never made falls back. */
function choose({ originals, webs }: Forms, size: KitSize) {
  const files: Deliverable[] = []
  const leftOut: LeftOut[] = []
  webs.forEach((web, index) => {
    const original = originals[index]!
    const order = size === 'best' ? [original, web] : [web, original]
    const found = order.find((delivery) => 'deliverable' in delivery)
    if (found && 'deliverable' in found) files.push(found.deliverable)
    else leftOut.push({ assetId: web.assetId, reason: 'refused' in web ? web.refused : 'unknown' })
  })
  return { files, leftOut }
}

function paper(name: string, text: string, modifiedAt: Date): ZipEntry {
  const bytes = Buffer.from(text, 'utf8')
  return { name, size: bytes.length, crc32: crc32(bytes), modifiedAt, source: { bytes } }
}

/** A short name for a kit's contents, for the record of downloads. */
export const kitMark = (kit: Kit): string => createHash('sha256').update(kit.plan.etag).digest('hex').slice(0, 16)

/** What kits of `ids` would weigh before anything is asked for: the whole ZIP in both sizes, each file, and what is left out. */
export async function kitSizes(db: Db, viewer: Viewer, ids: readonly string[], now: Date) {
  const forms = await formsOf(db, viewer, ids, now)
  const [web, best] = [choose(forms, 'web'), choose(forms, 'best')]
  const sum = (files: Deliverable[]) => files.reduce((bytes, file) => bytes + file.byteSize, 0)
  const bytes: Record<string, { web: number; best: number }> = {}
  for (const file of web.files) bytes[file.assetId] = { web: file.byteSize, best: file.byteSize }
  for (const file of best.files) bytes[file.assetId]!.best = file.byteSize
  return { count: best.files.length, leftOut: best.leftOut, web: sum(web.files), best: sum(best.files), bytes }
}
