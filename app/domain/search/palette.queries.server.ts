import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ViewScope } from '~/domain/access/access'
import { type StaffAsset, staffAssets } from '~/domain/delivery/staff-assets.queries.server'
import {
  mayManageAllShares,
  mayManageCollections,
  mayManagePeople,
  mayManagePortals,
  mayShare,
} from '~/domain/identity/permissions'
import type { Person } from '~/domain/identity/person'
import type { Db } from '~/platform/db.server'
import { pickText } from '~/platform/language'
import { localized } from '~/platform/localized.server'
import { libraryTiles } from './library-range.queries.server'
import { type FoundKind, type FoundRef, MOST_FOUND, MOST_RECENT } from './palette'

/** Something that the command palette leads to. */
export interface Found extends FoundRef {
  name: string
  /** For an asset, what its picture and state are drawn from. */
  asset?: StaffAsset
  /** Of a person. */
  email?: string
}

interface Reader extends ViewScope {
  person: Person
  locale: string
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u

/** Returns what has these words in its name, as far as the person may open it: assets, collections, portals, shares, people. */
export async function findByName({ person, locale, ...scope }: Reader, q: string): Promise<Found[]> {
  if (!q.trim()) return []
  // A search for signs alone asks for nothing, and so has everything.
  const assets = LETTER_OR_DIGIT.test(q) ? await libraryTiles(scope, { q }, { skip: 0, take: MOST_FOUND }, locale) : []
  const others = await Promise.all(
    SEARCHED.map((kind) => namedOf(scope.db, { person, locale }, kind, { q: q.normalize('NFC') })),
  )
  return [...assets.map(foundAsset), ...others.flat()]
}

/** Returns what these things are called now, in their order; without those that are gone or that the person may not open. */
export async function nameAll({ person, locale, ...scope }: Reader, refs: readonly FoundRef[]): Promise<Found[]> {
  const idsOf = (kind: FoundKind) => refs.filter((ref) => ref.kind === kind).map((ref) => ref.id)
  const assets = await staffAssets(scope, idsOf('asset'), locale)
  const others = await Promise.all(
    SEARCHED.map((kind) => namedOf(scope.db, { person, locale }, kind, { ids: idsOf(kind) })),
  )
  const found = [...assets.map(foundAsset), ...others.flat()]
  return refs.flatMap(({ kind, id }) => found.find((each) => each.kind === kind && each.id === id) ?? [])
}

const foundAsset = (asset: StaffAsset): Found => ({ kind: 'asset', id: asset.id, name: asset.title, asset })

const SEARCHED = ['collection', 'portal', 'share', 'person'] as const

/** By words in their names, or by their ids. */
type Asked = { q: string } | { ids: string[] }

async function namedOf(
  db: Db,
  { person, locale }: Pick<Reader, 'person' | 'locale'>,
  kind: (typeof SEARCHED)[number],
  asked: Asked,
): Promise<Found[]> {
  if (!MAY[kind](person) || ('ids' in asked && asked.ids.length === 0)) return []
  switch (kind) {
    case 'collection':
      return (await texted(db, 'collection', 'title', asked)).map((row) => named(kind, row, locale))
    case 'portal':
      return (await texted(db, 'portal', 'name', asked)).map((row) => named(kind, row, locale))
    case 'share':
      return shares(db, person, asked)
    case 'person':
      return people(db, asked)
  }
}

const MAY = { collection: mayManageCollections, portal: mayManagePortals, share: mayShare, person: mayManagePeople }

/** SQL: whether all words are in one of the texts, or the id is asked for. */
function asks(
  asked: Asked,
  id: RawBuilder<unknown>,
  textOf: (like: string) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  if ('ids' in asked) return sql`${id} = any(${asked.ids.slice(0, MOST_RECENT)}::uuid[])`
  const parts = asked.q.split(/\s+/).filter(Boolean).slice(0, 10)
  const conditions = parts.map((word) => textOf(`%${word.replace(/[\\%_]/g, '\\$&')}%`))
  return sql`(${sql.join([sql`true`, ...conditions], sql` and `)})`
}

const texted = (db: Db, table: 'collection' | 'portal', field: string, asked: Asked) =>
  db
    .selectFrom(table)
    .where('deletedAt', 'is', null)
    .where(
      asks(
        asked,
        sql.ref(`${table}.id`),
        (
          like,
        ) => sql`(${sql.ref(`${table}.slug`)} ilike ${like} or exists (select 1 from ${sql.table(`${table}_text`)} t
          where ${sql.ref(`t.${table}_id`)} = ${sql.ref(`${table}.id`)} and t.field = ${field} and t.value ilike ${like}))`,
      ),
    )
    .select(['id', 'slug', 'sourceLocale', localized(table, field).as('names')])
    .orderBy('slug')
    .limit(MOST_RECENT)
    .execute()

type Texted = Awaited<ReturnType<typeof texted>>[number]

const named = (kind: FoundKind, { id, slug, sourceLocale, names }: Texted, locale: string): Found => ({
  ...{ kind, id },
  name: pickText(names, locale, sourceLocale)?.value ?? slug,
})

async function shares(db: Db, person: Person, asked: Asked): Promise<Found[]> {
  let query = db
    .selectFrom('share')
    .where('deletedAt', 'is', null)
    .where(asks(asked, sql.ref('share.id'), (like) => sql`share.title ilike ${like}`))
  if (!mayManageAllShares(person)) query = query.where('createdBy', '=', person.id)
  const rows = await query.select(['id', 'title as name']).orderBy('createdAt', 'desc').limit(MOST_RECENT).execute()
  return rows.map((row) => ({ kind: 'share', ...row }))
}

async function people(db: Db, asked: Asked): Promise<Found[]> {
  const rows = await db
    .selectFrom('person')
    .where(asks(asked, sql.ref('person.id'), (like) => sql`(name ilike ${like} or email ilike ${like})`))
    .select(['id', 'name', 'email'])
    .orderBy('name')
    .limit(MOST_RECENT)
    .execute()
  return rows.map((row) => ({ kind: 'person', ...row }))
}
