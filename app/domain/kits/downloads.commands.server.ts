import type { Insertable } from 'kysely'
import type { Schema } from '#db/schema'
import type { Viewer } from '~/domain/access/access'
import type { Actor, AuditSubject } from '~/domain/audit/audit'
import { lockAndFindRecent, record } from '~/domain/audit/audit-log.commands.server'
import type { Deliverable } from '~/domain/delivery/delivery.server'
import { joinRunning } from '~/platform/coalesce'
import { type Db, dbNow, inTransaction } from '~/platform/db.server'
import { placeOf, requestMark } from './downloads.queries.server'
import type { FrozenKit } from './kit-plans.server'
import { kitMark } from './kit-zip.server'

/** How much of a body an answer carries. Every range counts, wherever it begins: all but its first byte is a file too. */
export type Portion = 'whole' | 'part'

/**
 * Within how many hours what one network takes of the same bytes is one download: ranges are one file resumed or fetched
 * in parallel, and whole answers asked for again are mostly ones that broke off.
 */
const ONE_DOWNLOAD_HOURS: Record<Portion, number> = { part: 24, whole: 1 }

/** Notes downloads as they leave: a row to count and a line of the trail, once for all that is one download. */
export interface Downloads {
  /** Notes that one file is leaving. */
  recordFile(viewer: Viewer, actor: Actor, file: Deliverable, portion: Portion): Promise<void>
  /** Notes that a kit is leaving. */
  recordKit(viewer: Viewer, actor: Actor, kit: FrozenKit, portion: Portion): Promise<void>
}

const HOUR_MS = 3_600_000
/** Most downloads of which this process knows that they were noted. */
const MOST_KNOWN = 10_000

/**
 * Opens the noting of downloads over a database. Five hundred readers of one kit behind one network are one download: those
 * who come at the same moment wait for one note, and those who come later find it known.
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
      const noted = await write(db, viewer, actor, portion, taken)
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

/** Writes it down unless it was within the time of one download; returns when it was written. */
function write(
  db: Db,
  viewer: Viewer,
  actor: Actor,
  portion: Portion,
  { type, subject, facts, row }: Taken,
): Promise<Date> {
  return inTransaction(db, async (trx) => {
    const noted = await lockAndFindRecent(trx, actor, type, subject, facts, ONE_DOWNLOAD_HOURS[portion])
    if (noted) return noted
    await trx
      .insertInto('download')
      .values({ ...takenBy(viewer), ...row })
      .execute()
    await record(trx, actor, type, subject, facts)
    return dbNow(trx)
  })
}

/** Whose download it is; what staff take while they preview a portal counts as theirs and not as the portal's. */
function takenBy(viewer: Viewer): { personId: string | null; portalId: string | null; shareId: string | null } {
  const taken = { personId: null, portalId: null, shareId: null }
  if (viewer.kind === 'staff') return { ...taken, personId: viewer.personId }
  if (viewer.kind === 'link') return { ...taken, shareId: viewer.shareId }
  if (viewer.kind !== 'visitor') return taken
  return viewer.previewBy ? { ...taken, personId: viewer.previewBy.personId } : { ...taken, portalId: viewer.portalId }
}
