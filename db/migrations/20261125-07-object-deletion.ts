/**
 * Stored objects whose rows are deleted and whose bytes are to be deleted. A row stays until its bytes are removed, so that a
 * process that dies half-way leaves no orphaned object.
 */
export const objectDeletion = `
create table object_deletion (
  object_key text primary key,
  asked_at timestamptz not null default now()
);
`
