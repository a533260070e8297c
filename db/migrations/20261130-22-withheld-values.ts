import { triggersOf } from './20261125-04-content-change'

const ASSETS = 'select scopes_of_assets(array(select asset_id from changed))'

/**
 * Fields of approved assets that were changed since, with the values that were approved, which outsiders get until the changed
 * ones are approved. `metadata_public_value` has the values that outsiders get. Changes of the fields that there were so far go out
 * at once, as before.
 */
export const withheldValues = `
create table metadata_pending (
  asset_id uuid not null references asset on delete cascade,
  field_id smallint not null references metadata_field,
  since timestamptz not null default now(),
  primary key (asset_id, field_id)
);

create table metadata_approved_value (
  like metadata_value including defaults,
  primary key (asset_id, field_id, locale, position),
  constraint metadata_approved_value_pending foreign key (asset_id, field_id) references metadata_pending on delete cascade,
  constraint metadata_approved_value_term foreign key (term_id) references vocabulary_term,
  constraint metadata_approved_value_other foreign key (other_id) references asset on delete cascade
);
create index metadata_approved_value_term_idx on metadata_approved_value (term_id) where term_id is not null;

create view metadata_public_value as
  select v.* from metadata_value v where not exists (
    select 1 from metadata_pending p where p.asset_id = v.asset_id and p.field_id = v.field_id)
  union all select a.* from metadata_approved_value a;

update metadata_field set allows_corrections = true;

${triggersOf('metadata_pending', ASSETS)}
${triggersOf('metadata_approved_value', ASSETS)}
`
