/** For which deadline a guest was reminded by itself, and up to when the daily notice of a brief has told what came. */
export const briefLetters = `
alter table brief_guest add column reminded_for timestamptz;
alter table brief add column told_at timestamptz;
`
