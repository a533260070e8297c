/** The texts that are written into what a preset makes; null where they are as the portal or share says. */
export const presetTexts = `
alter table download_preset
  add column embeds text check (embeds in ('credit', 'all', 'none')),
  add column embed_language text check (length(embed_language) between 2 and 35),
  add check (embed_language is null or embeds = 'all');
`
