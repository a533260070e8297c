/** Renames columns and a key of the theme as in the code: background, backdrop, files that exist as originals only. */
export const fieldWords = `
alter table asset_version rename column on_dark to needs_dark_backdrop;
alter table share rename column includes_formless to includes_original_only;
alter table portal rename column includes_formless to includes_original_only;
update portal set theme = (theme - 'ground') || jsonb_build_object('background', theme -> 'ground') where theme ? 'ground';
update kit_plan set facts = replace(facts::text, '"formless"', '"originalOnly"')::jsonb
where facts -> 'leftOut' @> '[{"reason": "formless"}]';
`
