import type { Kind } from './kinds'

interface TextType {
  kind: Kind
  mediaType: string
}

const ofKind = (kind: Kind, mediaTypes: Record<string, string>): Record<string, TextType> =>
  Object.fromEntries(Object.entries(mediaTypes).map(([extension, mediaType]) => [extension, { kind, mediaType }]))

/** Kinds and media types of text files, by extension; used only after the bytes were recognised as text. */
export const EXTENSION_KINDS: Record<string, TextType> = {
  ...ofKind('text', {
    ...{ txt: 'text/plain', rst: 'text/x-rst', tex: 'text/x-tex' },
    ...{ md: 'text/markdown', markdown: 'text/markdown' },
    // Subtitles and translations
    ...{ srt: 'application/x-subrip', vtt: 'text/vtt', sbv: 'text/plain', ass: 'text/x-ssa', ssa: 'text/x-ssa' },
    ...{ ttml: 'application/ttml+xml', dfxp: 'application/ttml+xml' },
    ...{ xliff: 'application/xliff+xml', xlf: 'application/xliff+xml', tmx: 'application/x-tmx+xml' },
    ...{ po: 'text/x-gettext-translation', pot: 'text/x-gettext-translation-template' },
  }),
  ...ofKind('code', {
    ...{ html: 'text/html', htm: 'text/html', xhtml: 'application/xhtml+xml' },
    ...{ css: 'text/css', scss: 'text/x-scss', sass: 'text/x-sass', less: 'text/x-less' },
    ...{ js: 'text/javascript', mjs: 'text/javascript', cjs: 'text/javascript', jsx: 'text/jsx' },
    ...{ ts: 'text/x-typescript', tsx: 'text/x-typescript', vue: 'text/x-vue', svelte: 'text/x-svelte' },
    ...{ xml: 'application/xml', xsl: 'application/xslt+xml', xsd: 'application/xml', plist: 'application/xml' },
    ...{ yaml: 'application/yaml', yml: 'application/yaml', toml: 'application/toml', sql: 'application/sql' },
  }),
  ...ofKind('data', {
    ...{ json: 'application/json', geojson: 'application/geo+json', webmanifest: 'application/manifest+json' },
    ...{ jsonl: 'application/x-ndjson', ndjson: 'application/x-ndjson' },
    ...{ csv: 'text/csv', tsv: 'text/tab-separated-values', ics: 'text/calendar', vcf: 'text/vcard' },
    ...{ xmp: 'application/rdf+xml', gpx: 'application/gpx+xml', kml: 'application/vnd.google-earth.kml+xml' },
    // A table of colours for films and photographs
    cube: 'text/plain',
  }),
  ...ofKind('vector', { dxf: 'image/vnd.dxf' }),
  ...ofKind('model', {
    ...{ obj: 'model/obj', mtl: 'model/mtl', gltf: 'model/gltf+json', dae: 'model/vnd.collada+xml' },
    ...{ x3d: 'model/x3d+xml', step: 'model/step', stp: 'model/step', igs: 'model/iges', iges: 'model/iges' },
  }),
}
