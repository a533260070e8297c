import type { Insertable } from 'kysely'
import type { Schema } from '#db/schema'
import type { Viewer } from '~/domain/access/access'
import type { Actor, AuditSubject } from '~/domain/audit/audit'
import { lockAndFindRecent, record } from '~/domain/audit/audit-log.commands.server'
import type { DeliverableFile } from '~/domain/delivery/delivery.server'
import { joinRunning } from '~/platform/coalesce'
import { type Db, dbNow, inTransaction } from '~/platform/db.server'
import { placeOf, requestMark } from './downloads.queries.server'
import type { FrozenKit } from './kit-plans.server'
import { kitMark } from './kit-zip.server'

/** How much of a body a response carries. Any range is a part, even one that leaves out only the first byte. */
export type Portion = 'whole' | 'part'

/**
 * Hours within which repeated requests of one network for the same bytes count as one download: ranges are one file resumed
 * or fetched in parallel, and repeated whole responses mostly follow broken connections.
 */
const ONE_DOWNLOAD_HOURS: Record<Portion, number> = { part: 24, whole: 1 }

/** Records downloads as they begin: a row to count and an audit event, once for all requests of one download. */
export interface Downloads {
  /** Records the download of a file. */
  recordFile(viewer: Viewer, actor: Actor, file: DeliverableFile, portion: Portion): Promise<void>
  /** Records the download of a kit. */
  recordKit(viewer: Viewer, actor: Actor, kit: FrozenKit, portion: Portion): Promise<void>
}

const HOUR_MS = 3_600_000
/** Most recorded downloads that this process remembers, to save the query. */
const MOST_KNOWN = 10_000

/**
 * Creates the recorder of downloads. Five hundred readers of one kit behind one network are one download: concurrent calls
 * wait for one write, and later ones find it in memory.
 */
export function openDownloads(db: Db): Downloads {
  const known = new Map<string, Date>()
  const noting = new Map<string, Promise<void>>()

  return {
    recordFile(viewer, actor, file, portion) {
      const { assetId, versionId, rendition, byteSize } = file
      return take(viewer, actor, portion, {
        type: 'asset.downloaded',
        subject: { kind: 'asset', id: assetId, name: file.fileName },
        facts: { rendition, bytes: byteSize, versionId },
        row: { assetId, versionId, rendition, byteSize },
      })
    },
    recordKit(viewer, actor, kit, portion) {
      const [fileCount, byteSize, packageEtag] = [kit.files.length, kit.plan.length, kitMark(kit)]
      return take(viewer, actor, portion, {
        type: 'package.downloaded',
        subject: { ...placeOf(viewer), name: kit.fileName },
        facts: { files: fileCount, bytes: byteSize, kit: packageEtag, request: requestMark(kit.requestKey) },
        row: { assetId: null, versionId: null, rendition: 'package', fileCount, byteSize, packageEtag },
      })
    },
  }

  async function take(viewer: Viewer, actor: Actor, portion: Portion, taken: Taken): Promise<void> {
    const key = JSON.stringify([actor.id, actor.network, taken.type, taken.subject, taken.facts])
    const at = known.get(key)
    if (at && Date.now() - at.getTime() < ONE_DOWNLOAD_HOURS[portion] * HOUR_MS) return
    await joinRunning(noting, `${portion} ${key}`, async () => {
      const noted = await write(db, { viewer, actor }, portion, taken)
      if (known.size >= MOST_KNOWN) known.clear()
      known.set(key, noted)
    })
  }
}

interface Taken {
  type: 'asset.downloaded' | 'package.downloaded'
  subject: AuditSubject
  facts: Record<string, unknown>
  row: Omit<Insertable<Schema['download']>, keyof ReturnType<typeof takenBy>>
}

/** Writes the download unless an equal one is recent enough; returns when it was written. */
function write(
  db: Db,
  { viewer, actor }: { viewer: Viewer; actor: Actor },
  portion: Portion,
  { type, subject, facts, row }: Taken,
): Promise<Date> {
  return inTransaction(db, async (trx) => {
    const noted = await lockAndFindRecent(trx, { actor, type, subject, facts }, ONE_DOWNLOAD_HOURS[portion])
    if (noted) return noted
    await trx
      .insertInto('download')
      .values({ ...takenBy(viewer), ...row })
      .execute()
    await record(trx, actor, type, subject, facts)
    return dbNow(trx)
  })
}

/** Returns who a download is counted for; a portal's preview counts for the member of staff and not for the portal. */
function takenBy(viewer: Viewer): { personId: string | null; portalId: string | null; shareId: string | null } {
  const taken = { personId: null, portalId: null, shareId: null }
  if (viewer.kind === 'staff') return { ...taken, personId: viewer.personId }
  if (viewer.kind === 'link') return { ...taken, shareId: viewer.shareId }
  if (viewer.kind !== 'visitor') return taken
  return viewer.previewBy ? { ...taken, personId: viewer.previewBy.personId } : { ...taken, portalId: viewer.portalId }
}
