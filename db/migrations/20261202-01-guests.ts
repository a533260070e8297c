/**
 * Guests: people without an account, each known by a personal link. Its token is derived from the id, and only the token's hash is
 * stored. What a guest may do is said by what refers to the guest.
 */
export const guests = `
create table guest (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  email text not null check (length(email) between 3 and 254),
  locale text not null default 'en',
  token_hash text not null unique,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid references person on delete set null,
  needs_code boolean not null default false,
  verified_at timestamptz,
  code_hash text,
  code_expires_at timestamptz,
  code_tries smallint not null default 0,
  first_seen_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references person on delete set null
);
alter table audit_event drop constraint audit_event_actor_kind_check;
alter table audit_event add constraint audit_event_actor_kind_check
  check (actor_kind in ('person', 'guest', 'visitor', 'link', 'system')) not valid;
create index guest_email_idx on guest (lower(email), created_at desc);
`
