import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import { type StaffAsset, staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import { normalValue } from '~/domain/search/document'
import type { Db } from '~/platform/db.server'
import type { Capacity, NamedPerson } from './named-person'

const COLUMNS = sql`p.id, p.name, p.other_names as "otherNames", p.capacities, p.credit_line as "creditLine", p.identifier,
  p.email, p.notes, p.merged_into as "mergedInto", p.archived_at as "archivedAt"`

/** Assets of one person that are counted. */
export const MOST_COUNTED = 1000
export const PAGE = 50

/** What the register is narrowed to. */
export interface RegisterFilter {
  /** Words of names. */
  q?: string
  capacity?: Capacity
  /** Only those who are archived, instead of only those who are not. */
  isArchived?: boolean
  /** Id of the last person of the page before. */
  after?: number
}

/** Somebody of the register, with how many assets the viewer sees that name them, up to `MOST_COUNTED`, and one more. */
export type ListedNamedPerson = NamedPerson & { used: number }

/** Returns a page of the register by name, and whether there are more. */
export async function listNamedPersons(
  { db, viewer, now }: ViewScope,
  { q = '', capacity, isArchived = false, after }: RegisterFilter,
): Promise<{ persons: ListedNamedPerson[]; next?: number }> {
  const narrowed = [
    sql`p.merged_into is null and (p.archived_at is not null) = ${isArchived}`,
    capacity ? sql`${capacity} = any(p.capacities)` : sql`true`,
    after ? sql`(lower(p.name), p.id) > (select lower(name), id from named_person where id = ${after})` : sql`true`,
    ...partsOf(q).map(hasNameLike),
  ]
  const { rows } = await sql<ListedNamedPerson>`select ${COLUMNS}, (select count(*)::int from (
        select distinct v.asset_id from metadata_value v join asset on asset.id = v.asset_id
        where v.named_person_id = p.id and ${visibleTo(viewer, now)} limit ${MOST_COUNTED + 1}) counted) as used
    from named_person p where ${sql.join(narrowed, sql` and `)} order by lower(p.name), p.id limit ${PAGE + 1}`.execute(
    db,
  )
  return { persons: rows.slice(0, PAGE), next: rows.length > PAGE ? rows[PAGE - 1]?.id : undefined }
}

const partsOf = (q: string): string[] => normalValue(q).split(' ').filter(Boolean).slice(0, 10)

const like = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`

const hasNameLike = (word: string): RawBuilder<SqlBool> =>
  sql`p.id in (select n.named_person_id from named_person_name n where n.folded like ${like(word)})`

/** Returns somebody of the register, merged ones too; undefined when there is nobody of this id. */
export async function findNamedPerson(db: Db, id: number): Promise<NamedPerson | undefined> {
  const { rows } = await sql<NamedPerson>`select ${COLUMNS} from named_person p where p.id = ${id}`.execute(db)
  return rows[0]
}

/** Whether the register has anybody, archived ones included. */
export async function hasNamedPersons(db: Db): Promise<boolean> {
  return !!(await db.selectFrom('namedPerson').select('id').limit(1).executeTakeFirst())
}

/** Somebody who is suggested while a name is typed. */
export interface SuggestedPerson {
  id: number
  name: string
  /** The other name by which they were found. */
  otherName: string | null
  capacities: Capacity[]
}

/** Returns who may be meant while a name is typed, of those who are not archived; names that begin with it first. */
export async function suggestNamedPersons(
  db: Db,
  typed: string,
  { not = 0, limit = 8 }: { not?: number; limit?: number } = {},
): Promise<SuggestedPerson[]> {
  const parts = partsOf(typed)
  if (parts.length === 0) return []
  const all = sql.join(
    parts.map((word) => sql`n.folded like ${like(word)}`),
    sql` and `,
  )
  const { rows } = await sql<SuggestedPerson>`select id, name, capacities, case when is_own then null else (
      select other from unnest(other_names) other where lower(other) = found limit 1) end as "otherName"
    from (select distinct on (p.id) p.id, p.name, p.capacities, p.other_names, n.is_own, n.name as found,
        n.folded like ${`${like(parts.join(' ')).slice(1)}`} as begins
      from named_person_name n join named_person p on p.id = n.named_person_id
      where ${all} and p.archived_at is null and p.merged_into is null and p.id <> ${not}
      order by p.id, n.is_own desc, begins desc) person
    order by begins desc, lower(name), id limit ${limit}`.execute(db)
  return rows
}

/** Returns others who are called the same, not merged. */
export async function namesakesOf(db: Db, id: number): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`select distinct p.id, p.name from named_person_name own
    join named_person_name n on n.name = own.name and n.named_person_id <> own.named_person_id
    join named_person p on p.id = n.named_person_id and p.merged_into is null
    where own.named_person_id = ${id} order by p.id limit 10`.execute(db)
  return rows
}

/** Assets of a person that their page shows. */
const MOST_SHOWN = 60

/** Returns the newest assets that name somebody, as the viewer sees them, and how many there are, up to `MOST_COUNTED`, and one more. */
export async function assetsNaming(
  scope: ViewScope,
  id: number,
  locale: string,
): Promise<{ assets: StaffAsset[]; used: number }> {
  const { rows } = await sql<{ id: string }>`select distinct asset.id, asset.created_at from metadata_value v
    join asset on asset.id = v.asset_id where v.named_person_id = ${id} and ${visibleTo(scope.viewer, scope.now)}
    order by asset.created_at desc, asset.id limit ${MOST_COUNTED + 1}`.execute(scope.db)
  const ids = rows.slice(0, MOST_SHOWN).map((row) => row.id)
  return { assets: await staffAssets(scope, ids, locale), used: rows.length }
}

/** A credit line that somebody has whom metadata of an asset names. */
export interface ProposedCredit {
  name: string
  creditLine: string
}

/** Returns the credit lines of those whom metadata of an asset names, in the order of its fields. */
export async function proposedCredits(db: Db, assetId: string): Promise<ProposedCredit[]> {
  const { rows } = await sql<ProposedCredit>`select p.name, p.credit_line as "creditLine" from metadata_value v
    join named_person p on p.id = v.named_person_id join metadata_field f on f.id = v.field_id and f.retired_at is null
    where v.asset_id = ${assetId} and p.credit_line is not null
    order by f.position, f.id, v.position limit 5`.execute(db)
  return rows.filter(({ creditLine }, index) => rows.findIndex((row) => row.creditLine === creditLine) === index)
}
