/**
 * One row for every statement that changed anything a public page may show. The rows alone identify what is committed,
 * whatever order their writers commit in: no two sets of rows have the same first, last and number.
 */
const told = [
  ...['asset', 'asset_version', 'asset_text', 'asset_rights', 'rendition'],
  ...['collection', 'collection_text', 'collection_asset', 'portal', 'portal_text', 'portal_collection'],
]

export const houseChange = `
create table house_change (id bigint generated always as identity primary key);

create function tell_house_change() returns trigger language plpgsql as $$
begin
  insert into house_change default values;
  return null;
end $$;

${told
  .map(
    (table) => `create trigger ${table}_house_change after insert or update or delete or truncate on ${table}
  for each statement execute function tell_house_change();`,
  )
  .join('\n')}

create index asset_rights_embargo_idx on asset_rights (embargo_until) where embargo_until is not null;
create index asset_rights_expiry_idx on asset_rights (expires_at) where expires_at is not null;
`
