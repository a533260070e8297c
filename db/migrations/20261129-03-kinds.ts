/**
 * Divides the kinds document, text and archive: PDFs, presentations, spreadsheets, code, data and unknown files are kinds
 * of their own. Texts without a known type were stored as txt, so the name tells what they are.
 */
export const kinds = `
with typed as (
  select id, kind, media_type, extension,
    case when extension = 'txt' then lower(substring(file_name from '[.]([^.]+)$')) else extension end as ending
  from asset_version where kind in ('document', 'text', 'archive')
), changed as (
  select id, kind, case
    when extension <> 'txt' and ending = 'pdf' then 'pdf'
    when extension <> 'txt' and ending in ('pptx', 'ppt', 'potx', 'pptm', 'potm', 'ppsx', 'ppsm', 'odp', 'otp', 'key') then 'presentation'
    when extension <> 'txt' and ending in ('xlsx', 'xls', 'xltx', 'xlsm', 'xltm', 'xlsb', 'ods', 'ots', 'numbers') then 'spreadsheet'
    when ending = 'cfb' then 'other'
    when kind = 'text' and ending in ('html', 'htm', 'xhtml', 'css', 'scss', 'sass', 'less', 'js', 'mjs', 'cjs', 'jsx',
      'ts', 'tsx', 'vue', 'svelte', 'xml', 'xsl', 'xsd', 'plist', 'yaml', 'yml', 'toml', 'sql') then 'code'
    when kind = 'text' and (ending in ('csv', 'tsv', 'json', 'jsonl', 'ndjson', 'geojson', 'webmanifest', 'xmp', 'gpx',
      'kml', 'ics', 'vcf', 'cube') or media_type in ('text/calendar', 'text/vcard')) then 'data'
    when ending in ('sqlite', 'parquet', 'avro', 'arrow', 'shp', 'sav', 'jmp', 'pcap', 'icc', 'gpx', 'kml') then 'data'
    when ending = 'chm' then 'document'
    when kind = 'archive' and ending not in ('zip', 'gz', 'tar.gz', 'tar', '7z', 'rar', 'bz2', 'xz', 'zst', 'lz', 'lz4',
      'lzh', 'Z', 'cab', 'ar', 'arj', 'ace', 'cpio', 'dmg', 'asar', 'deb', 'rpm') then 'other'
    else kind end as new_kind
  from typed
)
update asset_version version set kind = changed.new_kind
from changed where changed.id = version.id and changed.new_kind <> changed.kind;
update asset set kind = version.kind
from asset_version version where version.id = asset.current_version_id and asset.kind <> version.kind;
`
