/**
 * Failed attempts, such as wrong passwords: how many, until when the next must wait, and when the count is reset. A row is
 * deleted after its reset.
 */
export const growingDelay = `
create table failed_attempt (
  key text primary key check (length(key) <= 500),
  failures integer not null default 0 check (failures >= 0),
  retry_at timestamptz not null default clock_timestamp(),
  resets_at timestamptz not null default clock_timestamp()
);
create index failed_attempt_resets_at_idx on failed_attempt (resets_at);
`
