/**
 * The change log that validates cached pages and kits: one row for each portal and share whose content a statement changed,
 * written by triggers in the transaction of the change. `scope_id` is the id of a portal or share. A job folds committed
 * rows into `content_change_sum`: the number and the XOR of the hashes of all rows that a scope ever had.
 */
const scopes = `
create table content_change (
  id bigint generated always as identity primary key,
  scope_id uuid not null
);
create index content_change_scope_idx on content_change (scope_id, id);

create table content_change_sum (
  scope_id uuid primary key,
  changes bigint not null,
  hash bigint not null
);

create function scopes_of_assets(ids uuid[]) returns setof uuid language sql stable as $$
  select pc.portal_id from collection_asset ca join portal_collection pc on pc.collection_id = ca.collection_id
    where ca.asset_id = any(ids)
  union select p.id from portal p
    where p.logo_asset_id = any(ids) or p.logo_dark_asset_id = any(ids) or p.hero_asset_id = any(ids)
  union select sa.share_id from share_asset sa where sa.asset_id = any(ids)
  union select s.id from share s join collection_asset ca on ca.collection_id = s.collection_id
    where ca.asset_id = any(ids)
$$;

create function scopes_of_collections(ids uuid[]) returns setof uuid language sql stable as $$
  select portal_id from portal_collection where collection_id = any(ids)
  union select id from share where collection_id = any(ids)
$$;
create index portal_collection_collection_idx on portal_collection (collection_id);
create index share_collection_idx on share (collection_id) where collection_id is not null;
`

/** Tables that public pages are made of, and SQL for the scopes that the `changed` rows of each belong to. */
const SCOPES: Record<string, string> = {
  asset: 'select scopes_of_assets(array(select id from changed))',
  asset_version: 'select scopes_of_assets(array(select asset_id from changed))',
  asset_text: 'select scopes_of_assets(array(select asset_id from changed))',
  asset_rights: 'select scopes_of_assets(array(select asset_id from changed))',
  rendition: `select scopes_of_assets(array(
    select v.asset_id from changed c join asset_version v on v.id = c.version_id))`,
  collection: 'select scopes_of_collections(array(select id from changed))',
  collection_text: 'select scopes_of_collections(array(select collection_id from changed))',
  collection_asset: 'select scopes_of_collections(array(select collection_id from changed))',
  portal: 'select id from changed',
  portal_text: 'select portal_id from changed',
  portal_collection: 'select portal_id from changed',
  share: 'select id from changed',
  share_asset: 'select share_id from changed',
  person: 'select s.id from share s join changed c on c.id = s.created_by',
}

/** A transition table belongs to one kind of event (PostgreSQL, CREATE TRIGGER), hence three triggers per table. */
export const triggersOf = (table: string, select: string) => `
create function record_${table}_change() returns trigger language plpgsql as $$
begin
  insert into content_change (scope_id) select distinct scope from (${select}) as found(scope);
  return null;
end $$;
create function record_${table}_update() returns trigger language plpgsql as $$
begin
  insert into content_change (scope_id) select distinct scope from
    (with changed as (select * from before_change union all select * from after_change) ${select}) as found(scope);
  return null;
end $$;
create trigger ${table}_inserted after insert on ${table} referencing new table as changed
  for each statement execute function record_${table}_change();
create trigger ${table}_deleted after delete on ${table} referencing old table as changed
  for each statement execute function record_${table}_change();
create trigger ${table}_updated after update on ${table}
  referencing old table as before_change new table as after_change
  for each statement execute function record_${table}_update();
`

export const contentChange = [
  scopes,
  ...Object.entries(SCOPES).map(([table, select]) => triggersOf(table, select)),
].join('\n')
