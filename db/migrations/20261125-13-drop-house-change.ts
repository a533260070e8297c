/** Changes are now logged per portal and share (`content_change`), which replaces the common log. */
const told = [
  ...['asset', 'asset_version', 'asset_text', 'asset_rights', 'rendition'],
  ...['collection', 'collection_text', 'collection_asset', 'portal', 'portal_text', 'portal_collection'],
]

export const dropHouseChange = `
${told.map((table) => `drop trigger ${table}_house_change on ${table};`).join('\n')}
drop function tell_house_change();
drop table house_change;
`
