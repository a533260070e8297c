import { sql } from 'kysely'
import { sourceText } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'
import type { Outage } from '~/platform/storage'
import { SCRUB_EVERY_DAYS } from './scrub'

export interface Amount {
  name: string
  objects: number
  bytes: number
}

/** What is stored, in bytes; bytes that several versions have are stored once. */
export interface StorageUse {
  /** By kind of file, the largest first. */
  originals: Amount[]
  /** `pictures`, `media` and `clean` originals, and `comparisons`. */
  made: Amount[]
  /** What versions with the same bytes would take in addition, if each had its own. */
  saved: Amount
  /** Originals that arrived in each of the last twelve months that had any, `2026-11`, the latest first. */
  growth: Amount[]
}

const amounts = async (rows: Promise<{ rows: Amount[] }>): Promise<Amount[]> =>
  (await rows).rows.map(({ name, objects, bytes }) => ({ name, objects: Number(objects), bytes: Number(bytes) }))

/** Returns what is stored. */
export async function loadStorageUse(db: Db): Promise<StorageUse> {
  const [originals, made, [saved], growth] = await Promise.all([
    amounts(
      sql<Amount>`select kind as name, count(*) as objects, sum(byte_size) as bytes from (
        select distinct on (v.sha256) v.kind, o.byte_size from asset_version v join stored_object o using (sha256)
        order by v.sha256, v.created_at) as original group by kind order by bytes desc, kind`.execute(db),
    ),
    amounts(
      sql<Amount>`select name, count(*) as objects, sum(byte_size) as bytes from (
        select distinct on (object_key) case when preset = 'clean' then 'clean'
          when media_type like 'image/%' then 'pictures' else 'media' end as name, byte_size
        from rendition where object_key is not null and object_key not like 'originals/%'
        union all select 'comparisons', byte_size from version_comparison where object_key is not null) as form
        group by name order by bytes desc, name`.execute(db),
    ),
    amounts(
      sql<Amount>`select '' as name, coalesce(sum(versions - 1), 0) as objects,
        coalesce(sum((versions - 1) * byte_size), 0) as bytes
        from (select sha256, count(*) as versions from asset_version group by sha256) as used
        join stored_object using (sha256)`.execute(db),
    ),
    amounts(
      sql<Amount>`select to_char(created_at at time zone 'UTC', 'YYYY-MM') as name, count(*) as objects,
        sum(byte_size) as bytes from stored_object
        where created_at > date_trunc('month', now()) - interval '11 months' group by 1 order by 1 desc`.execute(db),
    ),
  ])
  return { originals, made, saved: saved ?? { name: '', objects: 0, bytes: 0 }, growth }
}

export interface ScrubState {
  startedAt: Date
  endedAt: Date | null
  objects: number
  bytes: number
  /** Why one that runs waits for its store; null while it does not. */
  outage: Outage | null
  /** When the next one begins; of one that runs, when the one after it does. */
  nextAt: Date
}

/** Returns the scrub that runs and the last that has ended. */
export async function loadScrubs(db: Db): Promise<{ running?: ScrubState; last?: ScrubState }> {
  const rows = await db
    .selectFrom('scrub')
    .select(['startedAt', 'endedAt', 'objects', 'bytes', 'outage'])
    .select(sql<Date>`started_at + make_interval(days => ${SCRUB_EVERY_DAYS})`.as('nextAt'))
    .orderBy('id', 'desc')
    .limit(2)
    .execute()
  return { running: rows.find((row) => !row.endedAt), last: rows.find((row) => row.endedAt) }
}

/** An original that is missing, damaged or archived, with an asset that has it. */
export interface BrokenOriginal {
  objectKey: string
  problem: 'missing' | 'damaged' | 'archived'
  foundAt: Date
  byteSize: number
  assetId: string
  title: string
  fileName: string
}

export interface Findings {
  /** At most a hundred. */
  originals: BrokenOriginal[]
  /** Renditions and comparisons that are being made again. */
  remade: number
  orphans: { objects: number; bytes: number }
}

const MOST_NAMED = 100

/** Returns what the last scrubs found and is not right yet. */
export async function loadFindings(db: Db): Promise<Findings> {
  const versions = db
    .selectFrom('objectFinding as finding')
    .innerJoin('assetVersion as version', (join) =>
      join.on(sql<boolean>`finding.object_key = 'originals/' || version.sha256`),
    )
    .innerJoin('asset', 'asset.id', 'version.assetId')
    .where('finding.problem', '!=', 'orphaned')
    .distinctOn('finding.objectKey')
    .orderBy('finding.objectKey')
    .orderBy('version.createdAt', 'desc')
    .limit(MOST_NAMED)
    .select(['finding.objectKey', 'finding.foundAt', 'finding.byteSize', 'asset.id as assetId', 'version.fileName'])
    .select(sql<BrokenOriginal['problem']>`finding.problem`.as('problem'))
    .select(sourceText('title').as('title'))
  const [originals, { rows }] = await Promise.all([
    versions.execute(),
    sql<{ remade: number; orphans: number; bytes: number }>`select
      count(*) filter (where problem <> 'orphaned' and object_key not like 'originals/%' and not exists (
        select 1 from rendition r where r.object_key = f.object_key and r.made_at > f.seen_at))::int as remade,
      count(*) filter (where problem = 'orphaned')::int as orphans,
      coalesce(sum(byte_size) filter (where problem = 'orphaned'), 0)::float8 as bytes from object_finding f`.execute(
      db,
    ),
  ])
  const [counted] = rows
  return {
    originals: originals.map((row) => ({ ...row, title: row.title ?? row.fileName })),
    remade: counted?.remade ?? 0,
    orphans: { objects: counted?.orphans ?? 0, bytes: counted?.bytes ?? 0 },
  }
}
