/**
 * What was searched for, without who: the words of a query, by day and place, how often, and how often nothing was found. `portal_id`
 * is null for the library.
 */
export const searchLog = `
create table search_log (
  day date not null,
  portal_id uuid references portal on delete cascade,
  text text not null check (length(text) between 1 and 100),
  asked integer not null check (asked > 0),
  found_nothing integer not null default 0 check (found_nothing between 0 and asked),
  unique nulls not distinct (day, portal_id, text)
);
create index search_log_text_idx on search_log (text);
`
