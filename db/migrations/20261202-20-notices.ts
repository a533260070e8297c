/**
 * What people are told. A notice is one thing, such as a file that waits for review; `notice_reader` says whose inbox it is in,
 * and since when it is done there. `topic` is what ends it (of a file its id), `occasion` what made it: of one type, topic and
 * occasion there is one notice, however often the event is delivered. `told_at` is when a letter told it.
 */
export const notices = `
create table notice (
  id uuid primary key,
  type text not null check (length(type) between 1 and 60),
  topic text not null check (length(topic) between 1 and 200),
  occasion text not null check (length(occasion) between 1 and 200),
  asset_id uuid references asset on delete cascade,
  path text check (path like '/%' and length(path) <= 500),
  title text check (length(title) between 1 and 300),
  actor_id uuid references person on delete set null,
  actor_name text,
  facts jsonb not null default '{}',
  at timestamptz not null default now(),
  due_on date,
  assignee_id uuid references person on delete set null,
  settled_at timestamptz,
  unique (type, topic, occasion)
);
create index notice_open_idx on notice (topic) where settled_at is null;
create index notice_asset_idx on notice (asset_id) where asset_id is not null;
create index notice_assignee_idx on notice (assignee_id) where assignee_id is not null;
create index notice_actor_idx on notice (actor_id) where actor_id is not null;

create table notice_reader (
  person_id uuid not null references person on delete cascade,
  notice_id uuid not null references notice on delete cascade,
  at timestamptz not null default now(),
  done_at timestamptz,
  told_at timestamptz,
  primary key (person_id, notice_id)
);
create index notice_reader_open_idx on notice_reader (person_id, at desc, notice_id desc) where done_at is null;
create index notice_reader_list_idx on notice_reader (person_id, at desc, notice_id desc);
create index notice_reader_untold_idx on notice_reader (person_id, at) where done_at is null and told_at is null;
create index notice_reader_notice_idx on notice_reader (notice_id);

create table notice_preference (
  person_id uuid not null references person on delete cascade,
  type text not null,
  channel text not null check (channel in ('none', 'app', 'instant', 'daily')),
  primary key (person_id, type)
);

create table notice_schedule (
  person_id uuid primary key references person on delete cascade,
  hour smallint not null check (hour between 0 and 23),
  zone text not null,
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_to smallint check (quiet_to between 0 and 23),
  digest_at timestamptz not null,
  instant_at timestamptz,
  check ((quiet_from is null) = (quiet_to is null) and (quiet_from is null or quiet_from <> quiet_to))
);
create index notice_schedule_due_idx on notice_schedule ((least(digest_at, instant_at)));

create table follow (
  person_id uuid not null references person on delete cascade,
  asset_id uuid references asset on delete cascade,
  collection_id uuid references collection on delete cascade,
  at timestamptz not null default now(),
  check (num_nonnulls(asset_id, collection_id) = 1),
  unique (person_id, asset_id),
  unique (person_id, collection_id)
);
create index follow_asset_idx on follow (asset_id) where asset_id is not null;
create index follow_collection_idx on follow (collection_id) where collection_id is not null;

create function tell_notice_readers() returns trigger language plpgsql as $$
begin
  if (select count(*) from (select distinct person_id from changed limit 101) as reader) > 100 then
    perform pg_notify('notices', '*');
  else
    perform pg_notify('notices', person_id::text) from (select distinct person_id from changed) as reader;
  end if;
  return null;
end $$;
create trigger notice_reader_added after insert on notice_reader referencing new table as changed
  for each statement execute function tell_notice_readers();
create trigger notice_reader_changed after update on notice_reader referencing new table as changed
  for each statement execute function tell_notice_readers();
`
