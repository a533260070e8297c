import type pg from 'pg'

/** Versions as the first released version stored them, and the kinds that they have now. */
const STORED: [fileName: string, extension: string, mediaType: string, kind: string, now: string][] = [
  [
    'flyer.docx',
    'docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'document',
    'document',
  ],
  [
    'deck.pptx',
    'pptx',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'document',
    'presentation',
  ],
  ['deck.key', 'key', 'application/vnd.apple.keynote', 'document', 'presentation'],
  [
    'prices.xlsx',
    'xlsx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'document',
    'spreadsheet',
  ],
  ['prices.ods', 'ods', 'application/vnd.oasis.opendocument.spreadsheet', 'document', 'spreadsheet'],
  ['unknown.doc', 'cfb', 'application/x-cfb', 'document', 'other'],
  ['book.epub', 'epub', 'application/epub+zip', 'document', 'document'],
  ['mark.ai', 'ai', 'application/illustrator', 'vector', 'vector'],
  ['prices.csv', 'csv', 'text/csv', 'text', 'data'],
  ['meta.xmp', 'xmp', 'application/rdf+xml', 'text', 'data'],
  ['fair.ics', 'ics', 'text/calendar', 'text', 'data'],
  ['page.HTML', 'html', 'text/html', 'text', 'code'],
  ['page.JS', 'txt', 'text/plain', 'text', 'code'],
  ['tokens.yaml', 'txt', 'text/plain', 'text', 'code'],
  ['notes', 'txt', 'text/plain', 'text', 'text'],
  ['notes.md', 'md', 'text/markdown', 'text', 'text'],
  ['eu.xlf', 'xlf', 'application/xliff+xml', 'text', 'text'],
  ['kit.zip', 'zip', 'application/zip', 'archive', 'archive'],
  ['kit.tar.gz', 'tar.gz', 'application/gzip', 'archive', 'archive'],
  ['what.xyz', 'bin', 'application/octet-stream', 'archive', 'other'],
  ['colours.icc', 'icc', 'application/vnd.iccprofile', 'archive', 'data'],
]

/** Kinds after the migrations, by file name. */
export const KINDS_NOW = Object.fromEntries(STORED.map(([fileName, , , , now]) => [fileName, now]))

/** Stores them as drafts of an asset, numbered from 100. */
export async function storeLandedKinds(pool: pg.Pool, assetId: string): Promise<void> {
  for (const [at, [fileName, extension, mediaType, kind]] of STORED.entries())
    await pool.query(
      `insert into asset_version (id, asset_id, number, sha256, file_name, extension, media_type, kind)
        select gen_random_uuid(), id, $2, (select min(sha256) from stored_object), $3, $4, $5, $6
        from asset where id = $1`,
      [assetId, 100 + at, fileName, extension, mediaType, kind],
    )
}
