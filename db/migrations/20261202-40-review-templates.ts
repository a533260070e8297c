/**
 * How versions are reviewed. A template has stages, as data: who approves, how many, within how many days. The first template whose
 * conditions an asset meets is its own, by position; the built-in one comes last and has none. A round is the review of a version from
 * its submission to its outcome, by a copy of the stages as they were. `due_at` is when the first of its open stages is due.
 * A condition has no foreign key: a template for a collection that is gone is for nothing, and not for everything.
 */
export const reviewTemplates = `
create table review_template (
  id uuid primary key,
  name text not null check (length(name) <= 80),
  is_built_in boolean not null default false,
  position int not null,
  kinds text[] check (cardinality(kinds) > 0),
  collection_id uuid,
  brief_id uuid,
  locale text,
  allows_own boolean not null default false,
  shows_votes boolean not null default true,
  stages jsonb not null check (jsonb_typeof(stages) = 'array' and jsonb_array_length(stages) between 1 and 10),
  check (not is_built_in or (kinds is null and collection_id is null and brief_id is null and locale is null))
);
create unique index review_template_built_in_idx on review_template (is_built_in) where is_built_in;
create unique index review_template_name_idx on review_template (lower(name)) where not is_built_in;
insert into review_template (id, name, is_built_in, position, stages) values ('00000000-0000-4000-8000-000000000001', '', true, 0,
  '[{"position":0,"voters":{"kind":"role","role":"manager"},"quorum":1,"dueDays":null}]');

create table review_round (
  id uuid primary key,
  version_id uuid not null references asset_version on delete cascade,
  template_name text not null,
  allows_own boolean not null,
  shows_votes boolean not null,
  stages jsonb not null,
  submitted_by uuid references person on delete set null,
  started_at timestamptz not null default now(),
  due_at timestamptz,
  ended_at timestamptz
);
create unique index review_round_open_idx on review_round (version_id) where ended_at is null;
create index review_round_version_idx on review_round (version_id);
create index review_round_submitted_idx on review_round (submitted_by) where submitted_by is not null;
insert into review_round (id, version_id, template_name, allows_own, shows_votes, stages, submitted_by, started_at)
select gen_random_uuid(), version.id, t.name, t.allows_own, t.shows_votes, t.stages, step.by_person,
  coalesce(step.at, version.created_at)
from asset_version version cross join review_template t
left join lateral (select s.by_person, s.at from review_step s where s.version_id = version.id and s.to_state = 'in_review'
  order by s.id desc limit 1) step on true
where version.state = 'in_review';

create table review_vote (
  round_id uuid not null references review_round on delete cascade,
  stage smallint not null,
  person_id uuid not null references person on delete cascade,
  in_place_of uuid references person on delete set null,
  approves boolean not null,
  note text check (length(note) <= 2000),
  at timestamptz not null default now(),
  primary key (round_id, stage, person_id)
);
create index review_vote_person_idx on review_vote (person_id);
create index review_vote_in_place_idx on review_vote (in_place_of) where in_place_of is not null;
`
