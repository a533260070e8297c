import type { Viewer } from '~/domain/access/access'
import type { Deliverable } from '~/domain/access/delivery.server'
import type { Actor } from '~/domain/audit/audit'
import { record, wasRecorded } from '~/domain/audit/audit.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { type Kit, kitMark } from './packages.server'

/** How much of a body an answer carries. Every range counts, wherever it begins: all but its first byte is a file too. */
export type Portion = 'whole' | 'part'

/** Ranges that one network takes of the same bytes within this time are one download, resumed or in parallel. */
const ONE_DOWNLOAD_HOURS = 24

/** Notes that one file is leaving: a row to count and a line of the trail. */
export async function takeDownload(
  db: Db,
  viewer: Viewer,
  actor: Actor,
  file: Deliverable,
  portion: Portion,
): Promise<void> {
  const subject = { kind: 'asset' as const, id: file.assetId, name: file.fileName }
  const facts = { rendition: file.rendition, bytes: file.byteSize, versionId: file.versionId }
  await inTransaction(db, async (trx) => {
    if (portion === 'part' && (await wasRecorded(trx, actor, 'asset.downloaded', subject, facts, ONE_DOWNLOAD_HOURS)))
      return
    await trx
      .insertInto('download')
      .values({
        ...taker(viewer),
        assetId: file.assetId,
        versionId: file.versionId,
        rendition: file.rendition,
        byteSize: file.byteSize,
      })
      .execute()
    await record(trx, actor, 'asset.downloaded', subject, facts)
  })
}

/** Notes that a kit is leaving. */
export async function takeKit(db: Db, viewer: Viewer, actor: Actor, kit: Kit, portion: Portion): Promise<void> {
  const subject =
    viewer.kind === 'link'
      ? { kind: 'share' as const, id: viewer.shareId, name: kit.fileName }
      : { kind: 'portal' as const, id: viewer.kind === 'visitor' ? viewer.portalId : '', name: kit.fileName }
  const facts = { files: kit.files.length, bytes: kit.plan.length, kit: kitMark(kit) }
  await inTransaction(db, async (trx) => {
    if (portion === 'part' && (await wasRecorded(trx, actor, 'package.downloaded', subject, facts, ONE_DOWNLOAD_HOURS)))
      return
    await trx
      .insertInto('download')
      .values({
        ...taker(viewer),
        assetId: null,
        versionId: null,
        rendition: 'package',
        fileCount: kit.files.length,
        byteSize: kit.plan.length,
        packageEtag: kitMark(kit),
      })
      .execute()
    await record(trx, actor, 'package.downloaded', subject, facts)
  })
}

/** Whose download it is; what staff take while they preview a portal counts as theirs and not as the portal's. */
function taker(viewer: Viewer): { personId: string | null; portalId: string | null; shareId: string | null } {
  const taken = { personId: null, portalId: null, shareId: null }
  if (viewer.kind === 'staff') return { ...taken, personId: viewer.personId }
  if (viewer.kind === 'link') return { ...taken, shareId: viewer.shareId }
  if (viewer.kind !== 'visitor') return taken
  return viewer.previewBy ? { ...taken, personId: viewer.previewBy.personId } : { ...taken, portalId: viewer.portalId }
}
