import type pg from 'pg'

/** The last migration before reasons, columns and the theme got other names. */
export const BEFORE_FIELD_WORDS = '20261129-01-drop-rate-limit'
/** A plan of that time: its documents are bytes that visitors may have half of, so they stay as they are. */
export const PLAN = {
  documents: [{ name: 'MANIFEST.json', text: '{"reason": "formless"}' }],
  leftOut: [{ assetId: '019ab000-0000-7000-8000-000000000023', reason: 'formless' }],
  ...{ rightsDigest: 'x', locale: 'en', modifiedAt: '2026-11-01T00:00:00.000Z', turnsAt: null },
}
export const PLAN_HASH = 'p'.repeat(43)

/** Stores the plan as that version did. */
export const storeLandedPlan = (pool: pg.Pool, scopeId: string) =>
  pool.query(
    `insert into kit_plan (scope_id, hash, request_key, query, content_version, file_name, facts)
      values ($1, $2, 'key', 'size=web', '1', 'kit.zip', $3)`,
    [scopeId, PLAN_HASH, JSON.stringify(PLAN)],
  )
