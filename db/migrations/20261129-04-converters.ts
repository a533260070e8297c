/**
 * The programs that worker processes find on their machine, and files that were kept without a preview because there was no
 * program for them: their renditions are made when a worker comes to them. Until then they stay what they are.
 */
export const converters = `
create table converter (
  name text primary key,
  is_present boolean not null,
  version text,
  isolation text not null,
  seen_at timestamptz not null default now()
);

update rendition set recipe = null from asset_version v
where v.id = rendition.version_id and v.unpreviewable_reason like 'no_decoder_%' and rendition.state = 'impossible';

update asset_version set unpreviewable_reason = null
where unpreviewable_reason like 'no_decoder_%' and (
  (kind in ('raw', 'pdf', 'document', 'presentation', 'spreadsheet', 'video', 'audio', 'font')
    and extension not in ('eot', 'mid'))
  or extension in ('heic', 'heif', 'jxl', 'jp2', 'jpx', 'j2c', 'bmp', 'ico', 'exr', 'hdr', 'ai', 'eps', 'ps',
    'psd', 'psb', 'sketch', 'kra'));
`
