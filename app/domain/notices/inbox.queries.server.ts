import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Viewer, ViewScope } from '~/domain/access/access'
import { visibleTo } from '~/domain/access/visible-to.server'
import type { Person } from '~/domain/identity/person'
import { type InboxFilter, MOST_COUNTED, PAGE_SIZE } from './notice'
import { typesFor } from './notice-types.server'

/** A notice as somebody's inbox shows it. */
export interface ListedNotice {
  id: string
  type: string
  assetId: string | null
  path: string | null
  title: string | null
  actorName: string | null
  facts: Record<string, unknown>
  at: Date
  dueOn: string | null
  isOverdue: boolean
  assigneeId: string | null
  assigneeName: string | null
  doneAt: Date | null
  /** Whether its cause is gone, so that it cannot be marked as not done. */
  isSettled: boolean
}

type Scope = ViewScope & { person: Pick<Person, 'id' | 'role'>; zone: string }

/** SQL on `notice` and its `asset`, which may be missing: whether a viewer may see what the notice is about. */
export const seenNotice = (viewer: Viewer, now: Date): RawBuilder<SqlBool> =>
  sql<SqlBool>`(notice.asset_id is null or (asset.id is not null and ${visibleTo(viewer, now)}))`

const inbox = ({ db, viewer, now, person }: Scope) =>
  db
    .selectFrom('noticeReader as reader')
    .innerJoin('notice', 'notice.id', 'reader.noticeId')
    .leftJoin('asset', 'asset.id', 'notice.assetId')
    .where('reader.personId', '=', person.id)
    .where('notice.type', 'in', typesFor(person))
    .where(seenNotice(viewer, now))

/** SQL: whether it is theirs to look at: not what somebody else took. */
const theirs = (person: Pick<Person, 'id'>) =>
  sql<SqlBool>`(notice.assignee_id is null or notice.assignee_id = ${person.id})`

/** Returns how many notices of a person are open that nobody else took, up to one more than `MOST_COUNTED`. */
export async function countOpen(scope: Scope): Promise<number> {
  const open = inbox(scope)
    .where('reader.doneAt', 'is', null)
    .where(theirs(scope.person))
    .select('notice.id')
    .limit(MOST_COUNTED + 1)
  const { count } = await scope.db
    .selectFrom(open.as('open'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const COLUMNS = [
  ...(['notice.id', 'notice.type', 'notice.assetId', 'notice.path', 'notice.title', 'notice.actorName'] as const),
  ...(['notice.facts', 'notice.at', 'notice.assigneeId'] as const),
]

/** Returns a page of a person's inbox, newest first, and whether there is more. */
export async function listInbox(
  scope: Scope,
  filter: InboxFilter,
): Promise<{ notices: ListedNotice[]; more: boolean }> {
  if (filter.view === 'given') return listGiven(scope, filter)
  const { person, zone } = scope
  let query = inbox(scope).where('reader.doneAt', filter.view === 'done' ? 'is not' : 'is', null)
  if (filter.type) query = query.where('notice.type', '=', filter.type)
  if (filter.view === 'mine') query = query.where('notice.assigneeId', '=', person.id)
  else if (filter.view === 'others') query = query.where(sql<SqlBool>`notice.assignee_id <> ${person.id}`)
  else if (filter.view === 'open') query = query.where(theirs(person))
  if (filter.before)
    query = query.where(
      sql<SqlBool>`(reader.at, reader.notice_id) < (select r.at, r.notice_id from notice_reader r
        where r.person_id = ${person.id} and r.notice_id = ${filter.before})`,
    )
  const rows = await query
    .leftJoin('person as assignee', 'assignee.id', 'notice.assigneeId')
    .select([...COLUMNS, 'assignee.name as assigneeName', 'reader.doneAt'])
    .select(dueColumns(zone))
    .orderBy('reader.at', 'desc')
    .orderBy('reader.noticeId', 'desc')
    .limit(PAGE_SIZE + 1)
    .execute()
  return { notices: rows.slice(0, PAGE_SIZE), more: rows.length > PAGE_SIZE }
}

/** Returns those of some notices that are open in a person's inbox, the newest first. */
export const openNotices = (scope: Scope, ids: readonly string[]) =>
  inbox(scope)
    .where('reader.doneAt', 'is', null)
    .where('notice.id', '=', sql<string>`any(${ids}::uuid[])`)
    .select(COLUMNS)
    .orderBy('reader.at', 'desc')
    .orderBy('reader.noticeId', 'desc')
    .execute()

/** The tasks that a person gave to others. */
async function listGiven({ db, viewer, now, person, zone }: Scope, { before }: InboxFilter) {
  let query = db
    .selectFrom('notice')
    .leftJoin('asset', 'asset.id', 'notice.assetId')
    .leftJoin('person as assignee', 'assignee.id', 'notice.assigneeId')
    .where('notice.type', '=', 'task')
    .where('notice.actorId', '=', person.id)
    .where(seenNotice(viewer, now))
  if (before) query = query.where('notice.id', '<', before)
  const rows = await query
    .select([...COLUMNS, 'assignee.name as assigneeName', 'notice.settledAt as doneAt'])
    .select(dueColumns(zone))
    .orderBy('notice.id', 'desc')
    .limit(PAGE_SIZE + 1)
    .execute()
  return { notices: rows.slice(0, PAGE_SIZE), more: rows.length > PAGE_SIZE }
}

const dueColumns = (zone: string) => [
  sql<string | null>`to_char(notice.due_on, 'YYYY-MM-DD')`.as('dueOn'),
  sql<boolean>`coalesce(notice.due_on < (now() at time zone ${zone})::date, false)`.as('isOverdue'),
  sql<boolean>`notice.settled_at is not null and notice.type <> 'task'`.as('isSettled'),
]

/** Returns the types of what is open or done in a person's inbox, for its filter. */
export async function typesInInbox(scope: Scope): Promise<string[]> {
  const rows = await scope.db
    .selectFrom('noticeReader as reader')
    .innerJoin('notice', 'notice.id', 'reader.noticeId')
    .where('reader.personId', '=', scope.person.id)
    .where('notice.type', 'in', typesFor(scope.person))
    .select('notice.type')
    .distinct()
    .orderBy('notice.type')
    .execute()
  return rows.map(({ type }) => type)
}

/** Returns who may be given work. */
export const assignablePeople = ({ db }: Pick<ViewScope, 'db'>): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('person')
    .where('disabledAt', 'is', null)
    .select(['id', 'name'])
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(1000)
    .execute()
