import { fileTypeFromFile } from 'file-type'
import { compoundTypeIn } from './compound-file.server'
import { isSystemError } from './file-errors'
import type { Kind } from './kinds'
import { IMAGE_ENDINGS, KNOWN, TWINS } from './known-types'
import { svgIn } from './markup'
import { signatureIn, targaIn, windowsMediaIn } from './more-signatures'
import { isPlausible } from './plausible'
import { postscriptIn } from './postscript'
import { binaryDxfIn, bitmapArrayIn, heifIn, looksLikeText, modelIn, pdfIn, programIn, tiffIn } from './signatures'
import { textTypeIn } from './text-content'
import { EXTENSION_KINDS } from './text-types'
import { zipTypeIn } from './zip-type.server'

/** The type of a file, recognised by its bytes. */
export interface Sniffed {
  kind: Kind
  /** IANA media type. */
  mediaType: string
  /** Canonical, without a dot, lower case. */
  extension: string
}

/** Bytes of a file's head: if there are fewer, the head is all of the file. */
const HEAD_BYTES = 65_536

/**
 * Recognises a file's type by its bytes; its name decides only between types with the same signature. `head` is its
 * first 64 KiB. Throws if the file cannot be read.
 */
export async function sniff(localPath: string, head: Buffer, fileName: string): Promise<Sniffed> {
  const ending = endingOf(fileName)
  const program = programIn(head)
  if (program) return executable(program)
  if (svgIn(head)) return typed('svg')
  const model = modelIn(head, ending)
  if (model) return typed(model)
  const heif = heifIn(head)
  if (heif) return typed(heif, `image/${heif}`)
  const postscript = postscriptIn(head, ending)
  // Illustrator's old format is PostScript, and has to be told from the new one, which is PDF.
  if (postscript === 'ai') return { ...typed('ai'), mediaType: 'application/postscript' }
  const own = postscript ?? signatureIn(head)
  if (own) return refined(own, '', ending)

  const found = await fileTypeFromFile(localPath).catch((error: unknown) => {
    if (isSystemError(error)) throw error
    return undefined // The recogniser needed more bytes than the file has
  })
  if (found && found.ext !== 'xml' && isPlausible(found.ext, head)) {
    if (found.ext === 'exe' || found.ext === 'macho') return executable(found.ext)
    return refined(await typeInside(found.ext, { localPath, head, ending }), found.mime, ending)
  }
  // A truncated TIFF, without the directory that most recognisers need.
  if (tiffIn(head)) return refined('tif', 'image/tiff', ending)
  if (bitmapArrayIn(head)) return typed('bmp', 'image/bmp')
  if (binaryDxfIn(head)) return typed('dxf')
  if (pdfIn(head)) return refined('pdf', 'application/pdf', ending)
  if (looksLikeText(head)) return typedText(textTypeIn(head, ending, head.length >= HEAD_BYTES))
  if (ending === 'tga' && targaIn(head)) return typed('tga')
  return { kind: 'other', mediaType: 'application/octet-stream', extension: 'bin' }
}

/**
 * Returns why a file is refused although its bytes are readable: a picture's extension on another type, or a program. A
 * JPEG named `.png` is accepted and gets its true type.
 */
export function refusalBySniff(sniffed: Sniffed, fileName: string): 'not_what_it_says' | 'executable' | undefined {
  if (sniffed.mediaType === EXECUTABLE) return 'executable'
  const ending = endingOf(fileName)
  const isMasked =
    (IMAGE_ENDINGS.has(ending) && !['photo', 'layered', 'raw'].includes(sniffed.kind)) ||
    (ending === 'svg' && sniffed.extension !== 'svg')
  return isMasked ? 'not_what_it_says' : undefined
}

const EXECUTABLE = 'application/x-executable'
const executable = (extension: string): Sniffed => ({ kind: 'other', mediaType: EXECUTABLE, extension })

const endingOf = (fileName: string): string => /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''

/** Returns the type of what is in a container, and the container's own where that cannot be told. */
async function typeInside(
  ext: string,
  { localPath, head, ending }: { localPath: string; head: Buffer; ending: string },
): Promise<string> {
  if (ext === 'zip') return (await zipTypeIn(localPath, head)) ?? 'zip'
  if (ext === 'psd' && head.readUInt16BE(4) === 2) return 'psb'
  if (ext === 'asf') return windowsMediaIn(head)
  if (ext === 'tar.gz') return 'gz'
  if (ext !== 'cfb') return ext
  const inside = await compoundTypeIn(localPath)
  if (inside !== 'encrypted') return inside ?? 'cfb'
  // Which program encrypted a document is told by nothing but its name.
  return ['docx', 'pptx', 'xlsx'].includes(ending) ? ending : 'cfb'
}

function refined(ext: string, mime: string, ending: string): Sniffed {
  const isTwin = TWINS[ext]?.includes(ending)
  return typed(isTwin ? (ending === 'tiff' ? 'tif' : ending) : ext.toLowerCase(), isTwin ? '' : mime)
}

/** Returns the type with this extension; `mime` is what the recogniser calls it, for types that we know no name of. */
function typed(extension: string, mime = ''): Sniffed {
  const [essence = ''] = mime.split(';')
  const known = KNOWN[extension]
  return {
    kind: known?.kind ?? kindOfMedia(essence),
    mediaType: known?.mediaType ?? (essence || 'application/octet-stream'),
    extension: known?.extension ?? extension,
  }
}

/** As `typed`, for extensions that mean another type where the file is text, such as `ts`. */
function typedText(extension: string): Sniffed {
  const text = EXTENSION_KINDS[extension]
  return text ? { ...text, extension } : typed(extension, 'text/plain')
}

function kindOfMedia(mime: string): Kind {
  const [family] = mime.split('/')
  // Not `image`: such types can be drawings, textures or films, so those that are photographs are listed in KNOWN.
  if (family === 'video' || family === 'audio' || family === 'font' || family === 'model' || family === 'text')
    return family
  return 'other'
}
