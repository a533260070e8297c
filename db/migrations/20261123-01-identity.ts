/** People, their sessions, throttles and the audit log. */
export const identity = `
create table person (
  id uuid primary key,
  email text not null check (email = lower(email) and email like '%_@_%'),
  name text not null check (length(name) between 1 and 120),
  role text not null check (role in ('viewer', 'editor', 'manager', 'admin')),
  password_hash text not null,
  locale text,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  constraint person_email_key unique (email)
);

create table session (
  id text primary key,
  user_id uuid not null references person on delete cascade,
  expires_at timestamptz not null
);
create index session_user_id_idx on session (user_id);

create table rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('person', 'visitor', 'link', 'system')),
  actor_id uuid,
  actor_name text not null,
  type text not null check (type ~ '^[a-z_]+\\.[a-z_]+$'),
  subject_kind text,
  subject_id text,
  subject_name text,
  facts jsonb not null default '{}',
  network text
);
create index audit_event_subject_idx on audit_event (subject_kind, subject_id, id desc);
create index audit_event_type_idx on audit_event (type, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function refuse_change();
`
