/**
 * Every tag that a file holds, by its bytes, so that versions with the same bytes share them; within 64 kB, and how many were left
 * out. They are read again where `recipe` is not that of the reader.
 */
export const fileTags = `
create table file_tags (
  sha256 text primary key references stored_object on delete cascade,
  tags jsonb not null check (jsonb_typeof(tags) = 'array' and length(tags::text) <= 200000),
  omitted integer not null check (omitted >= 0),
  recipe text not null,
  read_at timestamptz not null default now()
);
`
