import { sql } from 'kysely'

/** SQL on `version`: when it was approved last; when it was made, while it never was. */
export const approvedAt = sql<Date>`coalesce((select max(s.at) from review_step s
  where s.version_id = version.id and s.to_state = 'approved'), version.created_at)`
