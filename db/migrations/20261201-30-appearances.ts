import { triggersOf } from './20261125-04-content-change'
import { indexTriggersOf } from './20261130-29-search'

/**
 * What pictures look like. `picture_appearance` has the colours and the layout of the picture of a version. Its keys are its places
 * in several orders of layouts, which triggers keep in `picture_place`, the index in which neighbours are found. A picture that
 * somebody searches by is kept for an hour, and its bytes until it was looked at.
 */
export const appearances = `
create table picture_appearance (
  version_id uuid primary key references asset_version on delete cascade,
  asset_id uuid not null,
  recipe smallint not null,
  colours integer[] not null,
  shares smallint[] not null,
  layout bytea,
  signature bigint,
  keys bigint[] not null,
  reason text,
  made_at timestamptz not null default now(),
  check (cardinality(colours) = cardinality(shares)),
  check ((layout is null) = (reason is not null))
);
create index picture_appearance_unread_idx on picture_appearance (version_id) where reason is not null;

create table picture_place (
  in_order smallint not null,
  key bigint not null,
  version_id uuid not null,
  asset_id uuid not null,
  primary key (in_order, key, version_id) include (asset_id)
);

create function index_picture_appearance() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.keys = new.keys and old.asset_id = new.asset_id then return null; end if;
  if tg_op <> 'INSERT' then
    delete from picture_place p using unnest(old.keys) with ordinality as place(key, number)
      where p.in_order = place.number - 1 and p.key = place.key and p.version_id = old.version_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into picture_place (in_order, key, version_id, asset_id)
      select place.number - 1, place.key, new.version_id, new.asset_id
      from unnest(new.keys) with ordinality as place(key, number);
  end if;
  return null;
end $$;
create trigger picture_appearance_indexed after insert or update or delete on picture_appearance
  for each row execute function index_picture_appearance();

${indexTriggersOf('picture_appearance', 'asset_id, version_id, colours, shares', 'select asset_id from changed')}
${triggersOf('picture_appearance', 'select scopes_of_assets(array(select asset_id from changed))')}

create table picture_search (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  file_name text not null,
  sha256 text,
  bytes bytea,
  picture bytea,
  colours integer[],
  shares smallint[],
  layout bytea,
  hash bigint,
  reason text,
  asked_at timestamptz not null default now()
);
alter table picture_search alter column bytes set storage external, alter column picture set storage external;
create index picture_search_person_idx on picture_search (person_id, asked_at);
create index picture_search_asked_idx on picture_search (asked_at);
`
