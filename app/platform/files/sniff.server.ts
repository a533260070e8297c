import { fileTypeFromFile } from 'file-type'
import { isSystemError } from './file-errors'
import type { Kind } from './kinds'
import { EXTENSION_KINDS, IMAGE_ENDINGS, KNOWN } from './known-types'
import { OFFICE, officeIn } from './office.server'
import { binaryDxfIn, bitmapArrayIn, heifIn, looksLikeText, modelIn, programIn, svgIn, tiffIn } from './signatures'

/** The type of a file, recognised by its bytes. */
export interface Sniffed {
  kind: Kind
  /** IANA media type. */
  mediaType: string
  /** Canonical, without a dot, lower case. */
  extension: string
}

/**
 * Recognises a file's type by its bytes; its name decides only between types with the same signature. Throws if the
 * file cannot be read.
 */
export async function sniff(localPath: string, head: Buffer, fileName: string): Promise<Sniffed> {
  const ending = endingOf(fileName)
  const program = programIn(head)
  if (program) return { kind: 'archive', mediaType: 'application/x-executable', extension: program }
  if (svgIn(head)) return { kind: 'vector', mediaType: 'image/svg+xml', extension: 'svg' }
  const model = modelIn(head, ending)
  if (model) return model
  const heif = heifIn(head)
  if (heif) return refined(heif, `image/${heif}`, ending)
  const found = await fileTypeFromFile(localPath).catch((error: unknown) => {
    if (isSystemError(error)) throw error
    return undefined // The recogniser needed more bytes than the file has
  })
  if (found?.ext === 'zip') {
    const office = await officeIn(localPath)
    if (office) return { kind: 'document', mediaType: OFFICE[office], extension: office }
  }
  if (found?.ext === 'psd' && head.readUInt16BE(4) === 2) return { ...refined('psd', '', ending), extension: 'psb' }
  if (found) return refined(found.ext, found.mime, ending)
  // A truncated TIFF, without the directory that most recognisers need.
  if (tiffIn(head)) return refined('tif', 'image/tiff', ending)
  if (bitmapArrayIn(head)) return refined('bmp', 'image/bmp', ending)
  if (binaryDxfIn(head)) return refined('dxf', 'image/vnd.dxf', ending)
  if (looksLikeText(head)) return textOf(ending)
  return { kind: 'archive', mediaType: 'application/octet-stream', extension: 'bin' }
}

/**
 * Returns why a file is refused although its bytes are readable: a picture's extension on another type, or a program. A
 * JPEG named `.png` is accepted and gets its true type.
 */
export function refusalBySniff(sniffed: Sniffed, fileName: string): 'not_what_it_says' | 'executable' | undefined {
  if (sniffed.mediaType === 'application/x-executable') return 'executable'
  const ending = endingOf(fileName)
  const isMasked =
    (IMAGE_ENDINGS.has(ending) && !['photo', 'layered', 'raw'].includes(sniffed.kind)) ||
    (ending === 'svg' && sniffed.extension !== 'svg')
  return isMasked ? 'not_what_it_says' : undefined
}

const endingOf = (fileName: string): string => /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''

function refined(ext: string, mime: string, ending: string): Sniffed {
  // Illustrator files are PDFs; Keynote and OpenDocument files are ZIPs; several camera raw formats are TIFFs.
  const twins: Record<string, string[]> = {
    pdf: ['ai'],
    zip: ['key', 'pages', 'numbers', 'sketch', 'idml', 'epub', 'usdz'],
    tif: ['dng', 'nef', 'cr2', 'arw', 'pef', 'sr2', 'nrw'],
    cfb: ['doc', 'xls', 'ppt', 'msg'],
    xml: ['xmp', 'xliff', 'xlf', 'gpx', 'kml'],
  }
  const extension = twins[ext]?.includes(ending) ? ending : (KNOWN[ext]?.extension ?? ext)
  const known = KNOWN[extension] ?? KNOWN[ext]
  return {
    kind: known?.kind ?? kindOfMedia(mime),
    mediaType: KNOWN[extension]?.mediaType ?? known?.mediaType ?? mime,
    extension,
  }
}

function kindOfMedia(mime: string): Kind {
  const [family] = mime.split('/')
  // Not `image`: such types can be drawings, textures or films, so those that are photographs are listed in KNOWN.
  if (family === 'video' || family === 'audio' || family === 'font' || family === 'model' || family === 'text')
    return family
  return 'archive'
}

function textOf(ending: string): Sniffed {
  const known = EXTENSION_KINDS[ending]
  return known ? { ...known, extension: ending } : { kind: 'text', mediaType: 'text/plain', extension: 'txt' }
}
