/**
 * Folders: a tree in which each asset has one home, or none, beside the many collections it may be in. Commands hold one lock
 * for the whole tree while they change it, so that two moves at once make no cycle. Earlier migrations of the same transaction
 * update assets, and a table whose deferred constraints wait to be checked cannot be altered.
 */
export const folders = `
set constraints all immediate;
set constraints all deferred;

create table folder (
  id uuid primary key,
  parent_id uuid references folder,
  name text not null check (length(name) between 1 and 200 and name !~ '[/\\\\[:cntrl:]]'),
  created_at timestamptz not null default now(),
  created_by uuid references person on delete set null,
  constraint folder_name_key unique nulls not distinct (parent_id, name),
  constraint folder_not_in_itself check (parent_id <> id)
);

alter table asset add folder_id uuid references folder on delete set null;
create index asset_folder_idx on asset (folder_id);
`
