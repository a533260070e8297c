/**
 * Planned kits: every entry with its size, CRC-32 and name, under the hash that is the ZIP's entity tag. A plan never
 * changes; requests, resumes and readers of one kit share it. Its files are stored in parts of some hundred, so that no
 * process reads a large plan at once. A row not used for a month is deleted.
 */
export const kitPlan = `
create table kit_plan (
  scope_id uuid not null,
  hash text not null check (hash ~ '^[A-Za-z0-9_-]{43}$'),
  request_key text not null,
  query text not null,
  content_version text not null,
  file_name text not null,
  facts jsonb not null,
  made_at timestamptz not null default now(),
  asked_at timestamptz not null default now(),
  primary key (scope_id, hash)
);
create index kit_plan_request_idx on kit_plan (scope_id, request_key, made_at desc);
create index kit_plan_asked_idx on kit_plan (asked_at);

create table kit_plan_part (
  scope_id uuid not null,
  hash text not null,
  part integer not null,
  files jsonb not null,
  primary key (scope_id, hash, part),
  foreign key (scope_id, hash) references kit_plan on delete cascade
);
`
