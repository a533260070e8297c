/** How a person looks at the library: as a grid or a table, how dense, and whether with the panel of details beside it. */
export const libraryLook = `
alter table person
  add column library_view text not null default 'grid' check (library_view in ('grid', 'table')),
  add column library_density text not null default 'm' check (library_density in ('s', 'm', 'l')),
  add column library_panel text not null default 'closed' check (library_panel in ('open', 'closed'));
`
