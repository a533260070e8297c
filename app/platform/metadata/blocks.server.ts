// Ours: exifr loses the other tags of a file to one that is damaged; these readers take each block by itself, within bounds (docs/decisions/014).
import { type ByteSource, bufferSource } from './byte-source.server'
import { imageItems, movieBlocks } from './isobmff-blocks.server'
import { jpegBlocks } from './jpeg-blocks.server'
import { photoshopResources, psdResources } from './photoshop-resources.server'
import { pngBlocks } from './png-blocks.server'
import { tiffBlocks } from './tiff-blocks.server'
import { webpBlocks } from './webp-blocks.server'

/** The raw metadata blocks of a file, not yet decoded. */
export interface Blocks {
  /** EXIF: a TIFF structure within the file, or the file itself if it is a TIFF. */
  exif?: ByteSource
  /** XMP packets; if two define the same property, the first wins. */
  xmp: Buffer[]
  /** IPTC-IIM data sets. */
  iim?: Buffer
  /** MD5 of the IIM, as recorded by the program that last synchronised IIM and XMP. */
  iimDigest?: Buffer
  /** Whether a position is stored outside EXIF and XMP, as in films. */
  hasLocation?: boolean
}

type BlockReader = (source: ByteSource) => Promise<Blocks>

const READERS: Record<string, BlockReader> = {
  ...{ jpg: jpegBlocks, png: pngBlocks, webp: webpBlocks, tif: tiffBlocks, psd: psdBlocks, psb: psdBlocks },
  ...{ heic: imageItems, avif: imageItems, mov: movieBlocks, mp4: movieBlocks, m4v: movieBlocks },
  // Camera raw formats that are based on TIFF.
  ...{ dng: tiffBlocks, nef: tiffBlocks, nrw: tiffBlocks, cr2: tiffBlocks, arw: tiffBlocks, sr2: tiffBlocks },
  ...{ pef: tiffBlocks, orf: tiffBlocks, rw2: tiffBlocks },
}

/** Returns the function that finds the metadata blocks of a format; undefined for formats not supported here. */
export const blockReaderFor = (extension: string): BlockReader | undefined =>
  Object.hasOwn(READERS, extension) ? READERS[extension] : undefined

async function psdBlocks(source: ByteSource): Promise<Blocks> {
  const { exif, xmp, iim, iimDigest } = photoshopResources(await psdResources(source))
  return { exif: exif && bufferSource(exif), xmp: xmp ? [xmp] : [], iim, iimDigest }
}
