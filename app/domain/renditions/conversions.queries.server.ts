import { sql } from 'kysely'
import { isShownVersion } from '~/domain/assets/shown-versions.server'
import { sourceText } from '~/domain/metadata/value-sql.server'
import type { Db } from '~/platform/db.server'

/** A converter as the worker that started last found it. */
export interface ConverterState {
  name: string
  isPresent: boolean
  version: string | null
  /** Assets that lack a form for want of it; while it is present, those whose forms wait to be made. */
  assets: number
}

export interface ConversionState {
  /** In the order of their names; empty while no worker has reported. */
  converters: ConverterState[]
  isolation: 'bubblewrap' | 'limits' | undefined
  seenAt: Date | undefined
}

/** Current, approved and pinned versions of assets that are not in the bin: the only ones whose renditions anyone sees. */
const shownVersions = (db: Db) =>
  db
    .selectFrom('asset')
    .innerJoin('assetVersion as version', (join) => join.on(isShownVersion))
    .innerJoin('rendition', 'rendition.versionId', 'version.id')
    .where('asset.deletedAt', 'is', null)

/** Returns which converters workers have, how conversions are isolated, and what is missing for want of a converter. */
export async function loadConversionState(db: Db): Promise<ConversionState> {
  const rows = await db.selectFrom('converter').selectAll().orderBy('name').execute()
  const lacking = await shownVersions(db)
    .where('rendition.state', '=', 'impossible')
    .where('rendition.reason', 'like', 'no\\_converter:%')
    .groupBy('rendition.reason')
    .select(['rendition.reason', sql<number>`count(distinct asset.id)::int`.as('assets')])
    .execute()
  const assets = new Map(lacking.map((row) => [row.reason, row.assets]))
  const isolated = rows.some((row) => row.isolation === 'bubblewrap')
  return {
    converters: rows.map(({ name, isPresent, version }) => ({
      ...{ name, isPresent, version, assets: assets.get(`no_converter:${name}`) ?? 0 },
    })),
    isolation: rows.length === 0 ? undefined : isolated ? 'bubblewrap' : 'limits',
    seenAt: rows[0]?.seenAt,
  }
}

/** Assets of one kind that failed for one reason. */
export interface FailureGroup {
  kind: string
  reason: string
  count: number
  /** The newest of them. */
  assets: { id: string; title: string }[]
}

const MOST_NAMED = 20

/** Returns the renditions that failed, by kind of file and reason, the largest group first. */
export async function listFailures(db: Db): Promise<FailureGroup[]> {
  const failed = shownVersions(db)
    .where('rendition.state', '=', 'failed')
    .where('rendition.reason', 'is not', null)
    .where('rendition.reason', 'is not', null)
    .groupBy(['version.kind', 'rendition.reason', 'asset.id', 'asset.sourceLocale'])
    .select(['version.kind', 'rendition.reason', 'asset.id', 'asset.sourceLocale'])
    .select(sql<number>`(count(*) over (partition by version.kind, rendition.reason))::int`.as('count'))
    .select(
      sql<number>`row_number() over (partition by version.kind, rendition.reason order by asset.id desc)`.as('place'),
    )
  const rows = await db
    .selectFrom(failed.as('asset'))
    .where('place', '<=', MOST_NAMED)
    .orderBy('count', 'desc')
    .orderBy('kind')
    .orderBy('reason')
    .orderBy('place')
    .select(['id', 'kind', 'reason', 'count', sourceText('title').as('title')])
    .execute()
  const groups = new Map<string, FailureGroup>()
  for (const { id, title, kind, reason, count } of rows) {
    const key = `${kind} ${reason}`
    const group = groups.get(key) ?? { kind, reason: reason ?? '', count, assets: [] }
    group.assets.push({ id, title: title ?? id })
    groups.set(key, group)
  }
  return [...groups.values()]
}
