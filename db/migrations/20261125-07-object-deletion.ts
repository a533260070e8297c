/**
 * Objects of the store whose rows are gone and whose bytes go next. A row stays until the bytes are removed, so a process that
 * dies half-way leaves nothing behind for good.
 */
export const objectDeletion = `
create table object_deletion (
  object_key text primary key,
  asked_at timestamptz not null default now()
);
`
