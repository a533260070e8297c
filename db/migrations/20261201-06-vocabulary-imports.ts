/** Files of terms that are read, looked at and then taken into a vocabulary; each of their concepts with what becomes of it. */
export const vocabularyImports = `
create table vocabulary_import (
  id uuid primary key,
  vocabulary_id smallint not null references vocabulary,
  person_id uuid references person on delete set null,
  upload_id text not null,
  file_name text not null,
  language text not null,
  columns jsonb not null default '{}',
  ignored jsonb not null default '{}',
  state text not null default 'reading' check (state in ('reading', 'planned', 'applying', 'done', 'failed')),
  reason text,
  facts jsonb not null default '{}',
  created_at timestamptz not null default now(),
  ended_at timestamptz
);
create index vocabulary_import_vocabulary_idx on vocabulary_import (vocabulary_id, created_at desc);

create table vocabulary_import_term (
  import_id uuid not null references vocabulary_import on delete cascade,
  position integer not null,
  line integer not null,
  name text not null,
  concept jsonb not null,
  acts text[] not null default '{}',
  notes text[] not null default '{}',
  refused text,
  other text,
  primary key (import_id, position)
);
`
