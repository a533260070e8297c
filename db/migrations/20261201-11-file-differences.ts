/**
 * What a file says in the built-in fields, beside its tags; and where the file of a new version says something else than its
 * asset. `newer` was taken by itself, since nobody had changed what the former file said.
 */
export const fileDifferences = `
alter table file_tags add said jsonb check (jsonb_typeof(said) = 'array');

create table file_difference (
  version_id uuid not null references asset_version on delete cascade,
  field_id smallint not null references metadata_field,
  locale text not null default '',
  said jsonb not null check (jsonb_typeof(said) = 'array'),
  state text not null check (state in ('open', 'taken', 'kept', 'newer')),
  decided_at timestamptz,
  decided_by uuid references person on delete set null,
  primary key (version_id, field_id, locale)
);

alter table metadata_change add version_id uuid references asset_version on delete set null;
create index metadata_change_version_idx on metadata_change (version_id) where version_id is not null;
`
