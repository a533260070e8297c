/** The columns that a person chose for the table of the library; see `LibraryColumns`. */
export const libraryColumns = `
alter table person
  add column library_columns text not null default 'default' check (length(library_columns) between 1 and 2000);
`
