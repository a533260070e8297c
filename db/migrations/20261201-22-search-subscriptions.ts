/**
 * Letters about what a saved search finds anew. `subscription_match` has every asset that a subscriber knows of: what the search
 * found when they subscribed, and what letters told since, with the letter. `known_at` is null until the first are noted,
 * which happens again when the search changes.
 */
export const searchSubscriptions = `
create table search_subscription (
  id uuid primary key,
  search_id uuid not null references saved_search on delete cascade,
  person_id uuid not null references person on delete cascade,
  cadence text not null check (cadence in ('instant', 'daily', 'weekly')),
  hour smallint not null check (hour between 0 and 23),
  weekday smallint not null check (weekday between 1 and 7),
  zone text not null,
  known_at timestamptz,
  next_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (search_id, person_id)
);
create index search_subscription_due_idx on search_subscription (next_at);
create index search_subscription_person_idx on search_subscription (person_id);

create table subscription_match (
  subscription_id uuid not null references search_subscription on delete cascade,
  asset_id uuid not null references asset on delete cascade,
  letter_id uuid,
  primary key (subscription_id, asset_id)
);
create index subscription_match_letter_idx on subscription_match (letter_id) where letter_id is not null;
create index subscription_match_asset_idx on subscription_match (asset_id);
`
