/** Former slugs of portals and collections, so that printed addresses redirect. A slug in use takes precedence. */
export const oldSlugs = `
create table portal_old_slug (
  slug text primary key,
  portal_id uuid not null references portal on delete cascade,
  retired_at timestamptz not null default now()
);

create table collection_old_slug (
  slug text primary key,
  collection_id uuid not null references collection on delete cascade,
  retired_at timestamptz not null default now()
);
`
