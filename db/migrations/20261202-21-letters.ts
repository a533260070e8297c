/**
 * What became of each letter: one row from before it is first tried. Its body is in no row, since it may carry a link that only its
 * reader may have: `job` and `payload` write it again.
 */
export const letters = `
create table letter (
  key text primary key check (length(key) between 1 and 200),
  job text not null,
  payload jsonb not null,
  address text not null check (length(address) <= 320),
  subject text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'failed')),
  attempts integer not null default 0,
  error text,
  created_at timestamptz not null default now(),
  tried_at timestamptz,
  sent_at timestamptz
);
create index letter_address_idx on letter (address, created_at desc);
create index letter_unsent_idx on letter (created_at desc) where state <> 'sent';
create index letter_created_idx on letter (created_at);
`
