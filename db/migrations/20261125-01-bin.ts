/**
 * The bin: what is deleted stays for 30 days and can be restored. It is hidden everywhere at once; its rows and bytes are
 * deleted when the time is over.
 */
const binned = ['asset', 'collection', 'portal', 'share']

export const bin = binned
  .map(
    (table) => `alter table ${table} add deleted_at timestamptz, add deleted_by uuid references person;
create index ${table}_deleted_at_idx on ${table} (deleted_at) where deleted_at is not null;`,
  )
  .join('\n')
