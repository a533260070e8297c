import type { Kind } from './kinds'

export type KnownType = { kind: Kind; mediaType?: string; extension?: string }

const allOf = (kind: Kind, extensions: string[]): Record<string, KnownType> =>
  Object.fromEntries(extensions.map((extension) => [extension, { kind }]))

const ofKind = (kind: Kind, mediaTypes: Record<string, string>): Record<string, KnownType> =>
  Object.fromEntries(Object.entries(mediaTypes).map(([extension, mediaType]) => [extension, { kind, mediaType }]))

const ODF = 'application/vnd.oasis.opendocument'
const OOXML = 'application/vnd.openxmlformats-officedocument'
/** Media types of Office Open XML (ECMA-376, part 1, annex A). */
const OFFICE: Record<string, KnownType> = {
  ...ofKind('document', {
    docx: `${OOXML}.wordprocessingml.document`,
    dotx: `${OOXML}.wordprocessingml.template`,
    docm: 'application/vnd.ms-word.document.macroenabled.12',
    dotm: 'application/vnd.ms-word.template.macroenabled.12',
    vsdx: 'application/vnd.visio',
  }),
  ...ofKind('presentation', {
    pptx: `${OOXML}.presentationml.presentation`,
    potx: `${OOXML}.presentationml.template`,
    ppsx: `${OOXML}.presentationml.slideshow`,
    pptm: 'application/vnd.ms-powerpoint.presentation.macroenabled.12',
    potm: 'application/vnd.ms-powerpoint.template.macroenabled.12',
    ppsm: 'application/vnd.ms-powerpoint.slideshow.macroenabled.12',
  }),
  ...ofKind('spreadsheet', {
    xlsx: `${OOXML}.spreadsheetml.sheet`,
    xltx: `${OOXML}.spreadsheetml.template`,
    xlsm: 'application/vnd.ms-excel.sheet.macroenabled.12',
    xltm: 'application/vnd.ms-excel.template.macroenabled.12',
    xlsb: 'application/vnd.ms-excel.sheet.binary.macroenabled.12',
  }),
}

/**
 * Kinds of the file types that are recognised by their bytes; media type or extension only where the recogniser's own
 * are not the registered ones.
 */
export const KNOWN: Record<string, KnownType> = {
  ...allOf('photo', [
    'jpg',
    'webp',
    'gif',
    'avif',
    'bmp',
    'jxl',
    'jp2',
    'ico',
    'flif',
    'jxr',
    'bpg',
    'j2c',
    'jpx',
    'jpm',
  ]),
  ...allOf('photo', ['jls', 'icns', 'cur']),
  ...ofKind('photo', { png: 'image/png', tif: 'image/tiff', heic: 'image/heic', jph: 'image/jph' }),
  ...ofKind('photo', { exr: 'image/x-exr', qoi: 'image/qoi' }),
  ...ofKind('photo', { hdr: 'image/vnd.radiance', dpx: 'image/x-dpx', cin: 'image/x-cineon', tga: 'image/x-tga' }),
  // An animated PNG is a PNG for programs without support for animation.
  apng: { kind: 'photo', mediaType: 'image/png', extension: 'png' },
  // Two types that the recogniser calls pictures: a JPEG 2000 film and a texture of a 3D model.
  mj2: { kind: 'video', mediaType: 'video/mj2' },
  ktx: { kind: 'model' },

  ...ofKind('vector', { ai: 'application/illustrator', svg: 'image/svg+xml', cdr: 'application/vnd.corel-draw' }),
  ...ofKind('vector', { eps: 'application/postscript', ps: 'application/postscript' }),
  ...ofKind('vector', { dwg: 'image/vnd.dwg', dxf: 'image/vnd.dxf', wmf: 'image/wmf', emf: 'image/emf' }),
  ...ofKind('vector', { odg: `${ODF}.graphics`, otg: `${ODF}.graphics-template` }),
  ...ofKind('vector', { afdesign: 'application/x-affinity-designer' }),

  ...ofKind('raw', { dng: 'image/x-adobe-dng', nef: 'image/x-nikon-nef', nrw: 'image/x-nikon-nrw' }),
  ...ofKind('raw', { cr2: 'image/x-canon-cr2', cr3: 'image/x-canon-cr3', crw: 'image/x-canon-crw' }),
  ...ofKind('raw', { arw: 'image/x-sony-arw', sr2: 'image/x-sony-sr2', rw2: 'image/x-panasonic-rw2' }),
  ...ofKind('raw', { raf: 'image/x-fujifilm-raf', orf: 'image/x-olympus-orf', pef: 'image/x-pentax-pef' }),
  ...ofKind('raw', { mrw: 'image/x-minolta-mrw', x3f: 'image/x-sigma-x3f', srw: 'image/x-samsung-srw' }),
  ...ofKind('raw', { '3fr': 'image/x-hasselblad-3fr', iiq: 'image/x-phaseone-iiq', rwl: 'image/x-leica-rwl' }),
  ...ofKind('raw', { erf: 'image/x-epson-erf', gpr: 'image/x-gopro-gpr' }),

  ...ofKind('layered', { psd: 'image/vnd.adobe.photoshop', psb: 'image/vnd.adobe.photoshop', xcf: 'image/x-xcf' }),
  ...ofKind('layered', { sketch: 'application/zip', xd: 'application/vnd.adobe.xd', fig: 'application/x-figma' }),
  ...ofKind('layered', { kra: 'application/x-krita', ora: 'image/openraster', procreate: 'application/zip' }),
  ...ofKind('layered', { afphoto: 'application/x-affinity-photo' }),

  ...allOf('pdf', ['pdf']),
  ...OFFICE,
  ...ofKind('document', { indd: 'application/x-indesign', idml: 'application/vnd.adobe.indesign-idml-package' }),
  ...ofKind('document', { odt: `${ODF}.text`, ott: `${ODF}.text-template`, epub: 'application/epub+zip' }),
  ...ofKind('document', { doc: 'application/msword', msg: 'application/vnd.ms-outlook', vsd: 'application/vnd.visio' }),
  ...ofKind('document', { pub: 'application/x-mspublisher', pages: 'application/vnd.apple.pages' }),
  ...ofKind('document', { djvu: 'image/vnd.djvu', afpub: 'application/x-affinity-publisher' }),
  ...allOf('document', ['rtf', 'mobi', 'chm']),
  ...ofKind('presentation', { odp: `${ODF}.presentation`, otp: `${ODF}.presentation-template` }),
  ...ofKind('presentation', { ppt: 'application/vnd.ms-powerpoint', key: 'application/vnd.apple.keynote' }),
  ...ofKind('spreadsheet', { ods: `${ODF}.spreadsheet`, ots: `${ODF}.spreadsheet-template` }),
  ...ofKind('spreadsheet', { xls: 'application/vnd.ms-excel', numbers: 'application/vnd.apple.numbers' }),

  ...allOf('video', ['mp4', 'm4v', 'mov', 'webm', 'mkv', 'avi', 'mxf', 'rm', 'flv']),
  ...ofKind('video', { mpg: 'video/mpeg', vob: 'video/mpeg', mts: 'video/mp2t', m2ts: 'video/mp2t', ts: 'video/mp2t' }),
  ...ofKind('video', { ogv: 'video/ogg', ogm: 'video/ogg', ogx: 'video/ogg' }),
  ...ofKind('video', { wmv: 'video/x-ms-wmv', asf: 'video/x-ms-asf' }),
  ...allOf('audio', ['mp3', 'm4a', 'flac', 'aif', 'aac', 'amr', 'm4b', 'm4p']),
  ...ofKind('audio', { wav: 'audio/wav', opus: 'audio/ogg', mid: 'audio/midi', caf: 'audio/x-caf' }),
  ...ofKind('audio', { ogg: 'audio/ogg', oga: 'audio/ogg', spx: 'audio/ogg' }),
  ...ofKind('audio', { wma: 'audio/x-ms-wma', mka: 'audio/matroska', weba: 'audio/webm' }),
  ...ofKind('font', { ttf: 'font/ttf', otf: 'font/otf', woff: 'font/woff', woff2: 'font/woff2' }),
  ...ofKind('font', { ttc: 'font/collection', eot: 'application/vnd.ms-fontobject' }),
  ...ofKind('font', { pfa: 'application/x-font-type1', pfb: 'application/x-font-type1' }),
  ...ofKind('model', {
    glb: 'model/gltf-binary',
    usdz: 'model/vnd.usdz+zip',
    usdc: 'model/vnd.usd',
    usda: 'model/vnd.usda',
  }),
  ...ofKind('model', {
    stl: 'model/stl',
    ply: 'model/ply',
    ktx2: 'image/ktx2',
    step: 'model/step',
    fbx: 'application/x.autodesk.fbx',
  }),
  ...allOf('model', ['blend', 'skp', 'drc', '3mf']),

  ...allOf('archive', ['zip', 'gz', 'tar', '7z', 'rar', 'bz2', 'xz', 'zst', 'lz', 'lz4', 'lzh', 'z', 'cab']),
  ...ofKind('archive', { tgz: 'application/gzip' }),
  ...allOf('archive', ['ar', 'arj', 'ace', 'cpio', 'dmg', 'asar', 'deb', 'rpm']),
  ...ofKind('text', { vtt: 'text/vtt', srt: 'application/x-subrip' }),
  ...ofKind('data', { ics: 'text/calendar', vcf: 'text/vcard', ase: 'application/x-adobe-swatch-exchange' }),
  ...ofKind('data', { sqlite: 'application/vnd.sqlite3', icc: 'application/vnd.iccprofile' }),
  ...allOf('data', ['parquet', 'avro', 'arrow', 'shp', 'sav', 'jmp', 'pcap']),
  cfb: { kind: 'other' },
}

const TIFF_RAW = ['dng', 'nef', 'nrw', 'cr2', 'arw', 'sr2', 'pef', 'srw', '3fr', 'iiq', 'rwl', 'erf']

/**
 * Extensions that the file name may choose, by the extension recognised by the bytes: types with the same signature.
 * Illustrator files are PDFs; Keynote files are ZIPs; several camera raw formats are TIFFs.
 */
export const TWINS: Record<string, readonly string[]> = {
  pdf: ['ai'],
  zip: ['key', 'pages', 'numbers', 'sketch', 'idml', 'epub', 'usdz', 'cdr', 'procreate', 'xd'],
  gz: ['tgz'],
  tif: TIFF_RAW,
  nef: TIFF_RAW,
  // The tag by which Sony's format is recognised stands in pictures of other cameras as well.
  arw: ['tif', 'tiff', ...TIFF_RAW],
  dng: ['gpr'],
  cfb: ['doc', 'xls', 'ppt', 'msg', 'pub', 'vsd'],
  docx: ['dotx', 'docm', 'dotm'],
  pptx: ['potx', 'ppsx', 'pptm', 'potm', 'ppsm'],
  xlsx: ['xltx', 'xlsm', 'xltm'],
  cur: ['tga'],
  mts: ['m2ts', 'ts'],
  mpg: ['vob'],
  mkv: ['mka'],
  webm: ['weba'],
  ogx: ['ogv', 'ogg', 'oga'],
  wmv: ['asf'],
  afphoto: ['afdesign', 'afpub'],
}

/** Extensions of picture formats. */
export const IMAGE_ENDINGS: ReadonlySet<string> = new Set([
  ...['jpg', 'jpeg', 'png', 'webp', 'gif', 'avif', 'heic', 'heif', 'tif', 'tiff', 'bmp', 'psd'],
])
