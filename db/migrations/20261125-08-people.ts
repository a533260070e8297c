/**
 * Invited people have no password yet; they set it through a link of which only the hash is stored, one at a time per person.
 * Session ids are stored as hashes too, with details by which their owner recognises them. Existing ids are hashed in place,
 * so that all stay signed in.
 */
export const people = `
alter table person alter password_hash drop not null;

create table password_token (
  person_id uuid primary key references person on delete cascade,
  id uuid not null unique,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  purpose text not null check (purpose in ('invite', 'reset')),
  created_at timestamptz not null default now(),
  created_by uuid references person,
  expires_at timestamptz not null
);

alter table session
  add created_at timestamptz not null default now(),
  add last_used_at timestamptz not null default now(),
  add user_agent text check (length(user_agent) <= 400),
  add network text;
update session set id = encode(sha256(convert_to(id, 'UTF8')), 'hex');
alter table session add constraint session_id_hashed check (id ~ '^[0-9a-f]{64}$');

create index audit_event_sign_in_idx on audit_event (actor_id, id desc) where type = 'person.signed_in';
`
