import { sql } from 'kysely'
import type { Viewer } from '~/domain/access/access'
import type { Deliverable } from '~/domain/access/delivery.server'
import type { Actor } from '~/domain/audit/audit'
import { record, wasRecorded } from '~/domain/audit/audit.server'
import { type Db, inTransaction } from '~/platform/db.server'
import type { FrozenKit } from './kit-plans.server'
import { kitMark } from './packages.server'

/** How much of a body an answer carries. Every range counts, wherever it begins: all but its first byte is a file too. */
export type Portion = 'whole' | 'part'

/**
 * Within how many hours what one network takes of the same bytes is one download: ranges are one file resumed or fetched
 * in parallel, and whole answers asked for again are mostly ones that broke off.
 */
const ONE_DOWNLOAD_HOURS: Record<Portion, number> = { part: 24, whole: 1 }

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
    if (await wasRecorded(trx, actor, 'asset.downloaded', subject, facts, ONE_DOWNLOAD_HOURS[portion])) return
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
export async function takeKit(db: Db, viewer: Viewer, actor: Actor, kit: FrozenKit, portion: Portion): Promise<void> {
  const subject = { ...placeOf(viewer), name: kit.fileName }
  const facts = {
    files: kit.files.length,
    bytes: kit.plan.length,
    kit: kitMark(kit),
    request: requestMark(kit.requestKey),
  }
  await inTransaction(db, async (trx) => {
    if (await wasRecorded(trx, actor, 'package.downloaded', subject, facts, ONE_DOWNLOAD_HOURS[portion])) return
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

/** The mark of the kit that a network last took when it asked for this; undefined when it took none of late. */
export async function lastKitOf(db: Db, viewer: Viewer, actor: Actor, requestKey: string): Promise<string | undefined> {
  const { kind, id } = placeOf(viewer)
  const line = await db
    .selectFrom('auditEvent')
    .select(sql<string>`facts->>'kit'`.as('kit'))
    .where('subjectKind', '=', kind)
    .where('subjectId', '=', id)
    .where('type', '=', 'package.downloaded')
    .where(sql<boolean>`network is not distinct from ${actor.network ?? null}`)
    .where(sql<boolean>`facts->>'request' = ${requestMark(requestKey)} and at > now() - interval '30 days'`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return line?.kit
}

/** A short name for what was asked for, for the record of downloads. */
const requestMark = (requestKey: string): string => requestKey.slice(0, 16)

/** The portal or link that a kit is taken from. */
const placeOf = (viewer: Viewer): { kind: 'share' | 'portal'; id: string } =>
  viewer.kind === 'link'
    ? { kind: 'share', id: viewer.shareId }
    : { kind: 'portal', id: viewer.kind === 'visitor' ? viewer.portalId : '' }

/** Whose download it is; what staff take while they preview a portal counts as theirs and not as the portal's. */
function taker(viewer: Viewer): { personId: string | null; portalId: string | null; shareId: string | null } {
  const taken = { personId: null, portalId: null, shareId: null }
  if (viewer.kind === 'staff') return { ...taken, personId: viewer.personId }
  if (viewer.kind === 'link') return { ...taken, shareId: viewer.shareId }
  if (viewer.kind !== 'visitor') return taken
  return viewer.previewBy ? { ...taken, personId: viewer.previewBy.personId } : { ...taken, portalId: viewer.portalId }
}
