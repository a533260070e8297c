/** The beginning of a text file, as data: no HTML is made of it. */
export interface TextPreview {
  kind: 'text' | 'table' | 'markdown' | 'code'
  /** Language of code, by the names that highlighters use; undefined for other kinds. */
  language?: string
  text: string
  /** Lines of `text`. */
  lineCount: number
  /** Whether the file is longer than `text`. */
  isCut: boolean
  table?: TablePreview
}

export interface TablePreview {
  delimiter: ',' | ';' | '\t'
  /** At most 200 rows of at most 50 cells of at most 500 characters. */
  rows: string[][]
  /** Rows, columns or characters of cells were left out. */
  isCut: boolean
}

/** Languages by extension; other texts are shown as they are. */
const LANGUAGES: Record<string, string> = {
  ...{
    json: 'json',
    jsonl: 'json',
    gltf: 'json',
    geojson: 'json',
    js: 'javascript',
    mjs: 'javascript',
    cjs: 'javascript',
  },
  ...{ ts: 'typescript', tsx: 'typescript', jsx: 'javascript', css: 'css', scss: 'css', less: 'css' },
  ...{ html: 'html', htm: 'html', xml: 'xml', xmp: 'xml', svg: 'xml', xliff: 'xml', xlf: 'xml' },
  ...{
    yaml: 'yaml',
    yml: 'yaml',
    toml: 'toml',
    ini: 'ini',
    sh: 'shell',
    py: 'python',
    rb: 'ruby',
    php: 'php',
    sql: 'sql',
  },
  ...{
    po: 'gettext',
    srt: 'subtitles',
    vtt: 'subtitles',
    obj: 'wavefront',
    mtl: 'wavefront',
    dxf: 'dxf',
    ps: 'postscript',
  },
}

/** Returns how a text with an extension (lower case, no dot) is shown. */
export function textKindOf(extension: string): Pick<TextPreview, 'kind' | 'language'> {
  if (extension === 'csv' || extension === 'tsv' || extension === 'tab') return { kind: 'table' }
  if (extension === 'md' || extension === 'markdown') return { kind: 'markdown' }
  const language = Object.hasOwn(LANGUAGES, extension) ? LANGUAGES[extension] : undefined
  return language ? { kind: 'code', language } : { kind: 'text' }
}
