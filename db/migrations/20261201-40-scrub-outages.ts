/** Why a scrub waits for its store, and originals that the store has archived, so that they cannot be read. */
export const scrubOutages = `
alter table scrub add column outage text check (outage in ('denied', 'no_bucket', 'no_answer'));
alter table object_finding
  drop constraint object_finding_problem_check,
  add constraint object_finding_problem_check check (problem in ('missing', 'damaged', 'archived', 'orphaned'));
`
