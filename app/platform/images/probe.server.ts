import { open } from 'node:fs/promises'
import sharp from 'sharp'
import type { Sniffed } from '~/platform/files/sniff.server'
import { imageErrorOf } from './image-error'

/** Limits of what is opened at all, checked on the header before any decoder sees a pixel. */
export const LONGEST_SIDE = 32_768
export const MOST_PIXELS = 268_000_000

export interface Probe {
  width: number | null
  height: number | null
  pageCount: number | null
  colourSpace: string | null
  /** Why the file is not taken in. */
  refusal?: 'truncated' | 'too_many_pixels' | 'unreadable'
  /** Why it is taken in but cannot be shown. */
  unpreviewable?: string
}

const NOTHING: Probe = { width: null, height: null, pageCount: null, colourSpace: null }
const READABLE = new Set(['jpg', 'png', 'webp', 'gif', 'avif', 'tif', 'svg'])
const NO_DECODER: Record<string, string> = {
  ...{ heic: 'heic', pdf: 'pdf', ai: 'pdf', eps: 'eps', ps: 'eps', psd: 'psd', xcf: 'psd', jxl: 'jxl', jp2: 'jp2' },
  ...{ indd: 'other', bmp: 'other', ico: 'other' },
}
const BY_KIND: Record<string, string> = {
  ...{ raw: 'raw', video: 'video', audio: 'audio', document: 'office', font: 'font', model: 'model' },
  ...{ archive: 'archive', text: 'text', layered: 'psd' },
}

/** What a picture says of itself, after its orientation is applied, or why it cannot be shown or taken in. */
export async function probe(localPath: string, sniffed: Sniffed): Promise<Probe> {
  if (!READABLE.has(sniffed.extension)) {
    const without = NO_DECODER[sniffed.extension] ?? BY_KIND[sniffed.kind] ?? 'other'
    return { ...NOTHING, unpreviewable: `no_decoder_${without}` }
  }
  try {
    const found = await sharp(localPath, { limitInputPixels: false, failOn: 'none' }).metadata()
    const { width, height } = found.autoOrient
    const tall = found.pageHeight ?? height
    const read: Probe = {
      ...{ width, height: tall, pageCount: found.pages ?? 1 },
      colourSpace: [found.space, found.depth === 'ushort' ? '16' : undefined].filter(Boolean).join(' '),
    }
    if (Math.max(width, tall) > LONGEST_SIDE || width * tall * (found.pages ?? 1) > MOST_PIXELS)
      return { ...read, refusal: 'too_many_pixels' }
    if (!(await endsWell(localPath, sniffed.extension))) return { ...read, refusal: 'truncated' }
    return read
  } catch (error) {
    // Drawings that a strict reader of XML refuses may still be what a designer's program opens: kept, not shown.
    if (sniffed.extension === 'svg') return { ...NOTHING, unpreviewable: 'no_decoder_other' }
    const { code } = imageErrorOf(error)
    return { ...NOTHING, refusal: code === 'too_many_pixels' || code === 'truncated' ? code : 'unreadable' }
  }
}

/** How far from the end the end-of-image marker may lie: cameras and editors append previews and padding. */
const TAIL_BYTES = 256 * 1024

/** What the last bytes must hold: a JPEG's end-of-image marker (ITU T.81, B.1.1.3), a PNG's IEND chunk (PNG 11.2.5). */
const ENDS: Record<string, Buffer> = { jpg: Buffer.from([0xff, 0xd9]), png: Buffer.from('IEND') }

/** Whether a file has its end: cut ones have none, and decode to half a picture. */
async function endsWell(localPath: string, extension: string): Promise<boolean> {
  const end = ENDS[extension]
  if (!end) return true
  const file = await open(localPath)
  try {
    const { size } = await file.stat()
    const length = Math.min(size, TAIL_BYTES)
    const tail = Buffer.alloc(length)
    await file.read(tail, 0, length, size - length)
    return tail.lastIndexOf(end) >= 0
  } finally {
    await file.close()
  }
}
