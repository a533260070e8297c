/** Why a file of a guest was not accepted, as one of the reasons that the product has texts for. */
export const rejections = `
alter table submission_file add column reason text
  check (reason in ('off_brief', 'quality', 'wrong_format', 'no_release', 'already_there', 'rights', 'other'));
`
