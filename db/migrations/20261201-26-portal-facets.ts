/**
 * By which fields the search of a portal is narrowed, in their order; null for those of the product. And an index by which a portal
 * or share without pins is told from others at once.
 */
export const portalFacets = `
alter table portal add column facets text[];
create index collection_asset_pinned_idx on collection_asset (collection_id) where pinned_version_id is not null;
`
