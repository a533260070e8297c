import type { Viewer } from '~/domain/access/access'
import type { Deliverable } from '~/domain/access/delivery.server'
import type { Actor } from '~/domain/audit/audit'
import { record } from '~/domain/audit/audit.server'
import { type Db, inTransaction } from '~/platform/db.server'
import { type Kit, kitMark } from './packages.server'

/** Notes that one file is leaving: a row to count and a line of the trail. Call it for the first byte only. */
export async function takeDownload(db: Db, viewer: Viewer, actor: Actor, file: Deliverable): Promise<void> {
  await inTransaction(db, async (trx) => {
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
    const subject = { kind: 'asset' as const, id: file.assetId, name: file.fileName }
    await record(trx, actor, 'asset.downloaded', subject, { rendition: file.rendition, bytes: file.byteSize })
  })
}

/** Notes that a kit is leaving. */
export async function takeKit(db: Db, viewer: Viewer, actor: Actor, kit: Kit): Promise<void> {
  await inTransaction(db, async (trx) => {
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
    const { portalId, shareId } = taker(viewer)
    const subject = shareId
      ? { kind: 'share' as const, id: shareId, name: kit.fileName }
      : portalId
        ? { kind: 'portal' as const, id: portalId, name: kit.fileName }
        : undefined
    await record(trx, actor, 'package.downloaded', subject, { files: kit.files.length, bytes: kit.plan.length })
  })
}

const taker = (viewer: Viewer) => ({
  personId: viewer.kind === 'staff' ? viewer.personId : null,
  portalId: viewer.kind === 'visitor' ? viewer.portalId : null,
  shareId: viewer.kind === 'link' ? viewer.shareId : null,
})
