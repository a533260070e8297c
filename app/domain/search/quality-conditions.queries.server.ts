import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { curates } from '~/domain/access/decide'
import { needsNamed } from '~/domain/metadata/completeness'
import { loadNeeds, needsOfPortal } from '~/domain/metadata/completeness.queries.server'
import { lacksAny } from '~/domain/metadata/completeness.server'
import { listFields } from '~/domain/metadata/fields.queries.server'
import type { Condition, TextField } from './query/fields'
import type { Term } from './query/query'

type FieldTerm = Extract<Term, { type: 'field' }>

/** Fields that ask what is to be mended. */
const FIELDS: readonly TextField[] = ['missing', 'incomplete', 'is']

export const isOfQuality = ({ field }: FieldTerm): boolean => FIELDS.includes(field)

/**
 * Returns the terms that ask what is to be mended as SQL on `asset`, false for who sees no unapproved assets: `missing:` a field,
 * in any language or one, `incomplete:` for a portal, whose assets alone are found, `is:` a condition.
 */
export async function qualityConditions(
  { db, viewer, now }: ViewScope,
  terms: readonly FieldTerm[],
): Promise<Map<FieldTerm, RawBuilder<SqlBool>>> {
  const conditions = new Map<FieldTerm, RawBuilder<SqlBool>>()
  const asked = curates(viewer) ? terms.filter(isOfQuality) : []
  const isMissingAsked = asked.some(({ field }) => field === 'missing')
  const [fields, needs] = isMissingAsked ? [await listFields(db), await loadNeeds(db)] : [[], []]
  for (const term of asked) {
    const { field, value } = term
    if (field === 'missing') conditions.set(term, lacksAny(needsNamed(value, fields, needs)))
    else if (field === 'is') conditions.set(term, CONDITION[value as Condition](now))
    else conditions.set(term, sql`(${isIn(value)} and ${lacksAny(await needsOfPortal(db, value.toLowerCase()))})`)
  }
  return conditions
}

const isIn = (slug: string): RawBuilder<SqlBool> =>
  sql`exists (select 1 from collection_asset ca join collection c on c.id = ca.collection_id and c.deleted_at is null
    join portal_collection pc on pc.collection_id = c.id
    join portal p on p.id = pc.portal_id and p.deleted_at is null
    where ca.asset_id = asset.id and p.slug = ${slug.toLowerCase()})`

/** For how long an asset that nobody shares, collects or downloads counts as used. */
const UNUSED_DAYS = 365

const yearAgo = (now: Date) => sql`${now}::timestamptz - make_interval(days => ${UNUSED_DAYS})`

const CONDITION: Record<Condition, (now: Date) => RawBuilder<SqlBool>> = {
  pending: () => sql`(asset.approved_version_id is not null
    and exists (select 1 from metadata_pending p where p.asset_id = asset.id))`,
  stale:
    () => sql`exists (select 1 from metadata_value v join metadata_field f on f.id = v.field_id and f.retired_at is null
    where v.asset_id = asset.id and v.status = 'stale')`,
  never_approved: () => sql`(asset.approved_version_id is null and not exists (
    select 1 from review_step s join asset_version own on own.id = s.version_id
    where own.asset_id = asset.id and s.to_state = 'approved'))`,
  unused: (now) => sql`(asset.created_at < ${yearAgo(now)}
    and not exists (select 1 from collection_asset ca join collection c on c.id = ca.collection_id and c.deleted_at is null
      where ca.asset_id = asset.id)
    and not exists (select 1 from share_asset sa join share s on s.id = sa.share_id and s.deleted_at is null
      and s.revoked_at is null and (s.expires_at is null or s.expires_at > ${yearAgo(now)}) where sa.asset_id = asset.id)
    and not exists (select 1 from download d where d.asset_id = asset.id and d.at > ${yearAgo(now)}))`,
}
