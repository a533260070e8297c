import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import type { NoticeDraft } from './notice'
import { type NoticeTypeName, rolesFor, typeOf } from './notice-types.server'
import { letterSoon } from './schedule.commands.server'

/**
 * Makes notices of a type for those of their readers who may sign in, whose role the type is for, and who did not choose
 * otherwise. What is there already is not made again, so that an event may be delivered twice. Returns how many were made.
 */
export async function addNotices(trx: Tx, type: NoticeTypeName, drafts: readonly NoticeDraft[]): Promise<number> {
  if (drafts.length === 0) return 0
  const rows = drafts.map((draft) => ({ id: newId(), ...draft }))
  const { rows: added } = await sql<{ id: string }>`
    insert into notice (id, type, topic, occasion, at, asset_id, path, title, actor_id, actor_name, facts, due_on, assignee_id)
    select id, ${type}, topic, occasion, coalesce(at, now()), "assetId", path, title,
      (select p.id from person p where p.id = draft."actorId"), "actorName", coalesce(facts, '{}'), "dueOn", "assigneeId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as draft (id uuid, topic text, occasion text, at timestamptz,
      "assetId" uuid, path text, title text, "actorId" uuid, "actorName" text, facts jsonb, "dueOn" date, "assigneeId" uuid)
    where "assetId" is null or exists (select 1 from asset where asset.id = "assetId")
    on conflict (type, topic, occasion) do nothing returning id`.execute(trx)
  const isAdded = new Set(added.map(({ id }) => id))
  await addReaders(
    trx,
    type,
    rows.filter(({ id }) => isAdded.has(id)),
  )
  return added.length
}

/** A notice and one of its readers; without one, all but `not`. */
interface Pair {
  id: string
  reader: string | null
  not: string | null
}

async function addReaders(trx: Tx, type: NoticeTypeName, notices: readonly (NoticeDraft & { id: string })[]) {
  const pairs = notices.flatMap(({ id, readers, actorId }): Pair[] =>
    readers === 'all'
      ? [{ id, reader: null, not: actorId ?? null }]
      : [...new Set(readers)].map((reader) => ({ id, reader, not: null })),
  )
  if (pairs.length === 0) return
  const { rows } = await sql<{ personId: string }>`insert into notice_reader (person_id, notice_id)
    select person.id, pair.id from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair (id uuid, reader uuid, "not" uuid)
    join person on (pair.reader is null and person.id is distinct from pair."not") or person.id = pair.reader
    where person.disabled_at is null and person.role = any(${rolesFor(type)}::text[])
      and ${channelOf(type)} <> 'none'
    on conflict do nothing returning person_id as "personId"`.execute(trx)
  await letterSoon(trx, type, [...new Set(rows.map(({ personId }) => personId))])
}

/** SQL on `person` for how they are told of a type. */
export const channelOf = (
  type: NoticeTypeName,
) => sql<string>`coalesce((select chosen.channel from notice_preference chosen
  where chosen.person_id = person.id and chosen.type = ${type}), ${typeOf(type).channel})`
