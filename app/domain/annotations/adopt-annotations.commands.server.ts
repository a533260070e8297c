import { sql } from 'kysely'
import type { Tx } from '~/platform/db.server'
import { newId } from '~/platform/ids.server'
import { MOST_ANNOTATIONS } from './annotation'

/**
 * Copies the annotations of a merged asset, called `name`, with their threads to the asset that is kept, after its own: at the same
 * places of its current version, on which the open ones are to be checked. Beyond `MOST_ANNOTATIONS` the oldest are left.
 */
export async function adoptAnnotations(
  trx: Tx,
  { fromId, toId, name }: { fromId: string; toId: string; name: string },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from annotation where asset_id = ${fromId}::uuid
    order by number desc limit greatest(0, ${MOST_ANNOTATIONS}
      - (select count(*)::int from annotation where asset_id = ${toId}::uuid))`.execute(trx)
  if (rows.length === 0) return
  const [ids, copies] = [rows.map(({ id }) => id), rows.map(() => newId())]
  const pairs = sql`unnest(${ids}::uuid[], ${copies}::uuid[]) as pair (id, copy_id)`
  await sql`insert into annotation (id, asset_id, number, version_id, checked_version_id, kind, page, x, y, width, height,
      from_ms, to_ms, merged_from, created_at, resolved_at, resolved_by)
    select pair.copy_id, kept.id, row_number() over (order by a.number)
        + (select coalesce(max(number), 0) from annotation where asset_id = kept.id),
      kept.current_version_id, null, a.kind, a.page, a.x, a.y, a.width, a.height,
      a.from_ms, a.to_ms, coalesce(a.merged_from, ${name}), a.created_at, a.resolved_at, a.resolved_by
    from ${pairs} join annotation a on a.id = pair.id join asset kept on kept.id = ${toId}::uuid`.execute(trx)
  const comments = await sql<{ id: string }>`select id from annotation_comment
    where annotation_id = any(${ids}::uuid[]) order by created_at, id`.execute(trx)
  const commentIds = comments.rows.map(({ id }) => id)
  const commentPairs = sql`unnest(${commentIds}::uuid[], ${commentIds.map(() => newId())}::uuid[]) as made (id, copy_id)`
  await sql`with made as (select * from ${commentPairs}),
    copied as (
      insert into annotation_comment (id, annotation_id, person_id, guest_id, author_name, text, created_at, edited_at, deleted_at)
      select made.copy_id, pair.copy_id, c.person_id, c.guest_id, c.author_name, c.text, c.created_at, c.edited_at, c.deleted_at
      from made join annotation_comment c on c.id = made.id join ${pairs} on pair.id = c.annotation_id)
    insert into annotation_mention (comment_id, person_id)
    select made.copy_id, m.person_id from made join annotation_mention m on m.comment_id = made.id`.execute(trx)
}
