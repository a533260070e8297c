// Ours: exifr loses the other tags of a file to one that is damaged; these readers take each block by itself, within bounds (docs/decisions/014).
import { type ByteSource, bufferSource } from './byte-source.server'
import { imageItems, movieBlocks } from './isobmff-blocks.server'
import { jpegBlocks } from './jpeg-blocks.server'
import { photoshopResources, psdResources } from './photoshop-resources.server'
import { pngBlocks } from './png-blocks.server'
import { tiffBlocks } from './tiff-blocks.server'
import { webpBlocks } from './webp-blocks.server'

/** The blocks of metadata in a file, as they stand there. */
export interface Blocks {
  /** EXIF: a TIFF structure of its own, or the whole file when that is a TIFF. */
  exif?: ByteSource
  /** XMP packets; where two have one property, the first counts. */
  xmp: Buffer[]
  /** IPTC-IIM data sets. */
  iim?: Buffer
  /** MD5 of the IIM when the XMP was last written in step with it. */
  iimDigest?: Buffer
  /** A position outside of EXIF and XMP, as films have it. */
  hasLocation?: boolean
}

type BlockReader = (source: ByteSource) => Promise<Blocks>

const READERS: Record<string, BlockReader> = {
  ...{ jpg: jpegBlocks, png: pngBlocks, webp: webpBlocks, tif: tiffBlocks, psd: psdBlocks, psb: psdBlocks },
  ...{ heic: imageItems, avif: imageItems, mov: movieBlocks, mp4: movieBlocks, m4v: movieBlocks },
  // Raw photographs that are TIFFs inside.
  ...{ dng: tiffBlocks, nef: tiffBlocks, nrw: tiffBlocks, cr2: tiffBlocks, arw: tiffBlocks, sr2: tiffBlocks },
  ...{ pef: tiffBlocks, orf: tiffBlocks, rw2: tiffBlocks },
}

/** How the blocks of a format are found, or undefined for one that is not known here. */
export const blockReaderFor = (extension: string): BlockReader | undefined =>
  Object.hasOwn(READERS, extension) ? READERS[extension] : undefined

async function psdBlocks(source: ByteSource): Promise<Blocks> {
  const { exif, xmp, iim, iimDigest } = photoshopResources(await psdResources(source))
  return { exif: exif && bufferSource(exif), xmp: xmp ? [xmp] : [], iim, iimDigest }
}
