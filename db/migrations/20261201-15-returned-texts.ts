/** Changed texts of approved assets that a manager sent back, with the reason; waiting again once they are changed again. */
export const returnedTexts = `
alter table metadata_pending
  add column returned_at timestamptz,
  add column returned_by uuid references person,
  add column return_note text check (length(return_note) between 1 and 2000);
create index metadata_pending_waiting_idx on metadata_pending (since) where returned_at is null;
`
