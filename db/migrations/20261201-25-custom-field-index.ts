import { indexTriggersOf } from './20261130-29-search'

/**
 * Assets are found and counted by the values of custom fields that their kind has, and by all terms above theirs: a field that
 * changes its kinds, and a term that is moved in its tree, change the documents of their assets.
 */
export const customFieldIndex = `
drop trigger metadata_field_inserted_for_index on metadata_field;
drop trigger metadata_field_deleted_for_index on metadata_field;
drop trigger metadata_field_updated_for_index on metadata_field;
drop function note_metadata_field_for_index();
drop function note_metadata_field_update_for_index();
${indexTriggersOf(
  'metadata_field',
  'id, kinds, is_searchable, is_public, is_facet, retired_at',
  'select v.asset_id from changed join metadata_value v on v.field_id = changed.id',
)}
create function note_moved_terms_for_index() returns trigger language plpgsql as $$
begin
  insert into search_change (asset_id) select distinct v.asset_id from metadata_value v where v.term_id in (with recursive down as (
    select a.id from after_change a join before_change b using (id) where a.parent_id is distinct from b.parent_id
    union select t.id from vocabulary_term t join down on t.parent_id = down.id) select id from down);
  if found then perform ask_for_index(); end if;
  return null;
end $$;
create trigger vocabulary_term_moved_for_index after update on vocabulary_term
  referencing old table as before_change new table as after_change
  for each statement execute function note_moved_terms_for_index();
`
