/**
 * What a share or portal delivers beyond its tier: originals of files that have no web rendition, and whether metadata such
 * as location and serial numbers stay in originals. Also a share's token, encrypted, so that its address can be copied again.
 */
export const outgoingTerms = `
alter table share
  add token_sealed text,
  add includes_formless boolean not null default false,
  add keeps_metadata boolean not null default false;
alter table portal
  add includes_formless boolean not null default false,
  add keeps_metadata boolean not null default false;
`
