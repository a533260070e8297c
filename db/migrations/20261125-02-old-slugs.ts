/** Slugs that a portal or collection had before: printed addresses go on leading there. A slug in use always wins. */
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
