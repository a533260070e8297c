// Ours: no library reads CMYK, PSB and 16 bit within bounds; ag-psd refuses CMYK, and others hold the entire picture.
import { type FileHandle, open, rm } from 'node:fs/promises'
import { PsdError } from './psd-error'
import type { PsdMode } from './psd-header'
import { openPlanes, type PsdPlanes } from './psd-planes.server'
import { type SampleLayout, sampleLayout } from './psd-samples'
import { hasTransparency, type PsdStructure, readPsdStructure } from './psd-structure.server'
import { tiffHeader } from './tiff-header'

/** Properties of a PSD or PSB and of its merged image. */
export interface PsdPicture {
  width: number
  height: number
  /** Channels of the merged image in the file: colours, transparency, masks and spot colours. */
  channels: number
  colourSpace: PsdMode
  /** Bits per sample. */
  depth: 1 | 8 | 16
  hasProfile: boolean
  /** Whether the picture has transparent parts. */
  hasAlpha: boolean
  /** Pixels per inch. */
  resolution?: { x: number; y: number }
  /** Layers and the marks of their groups; undefined if the document has none. */
  layerCount?: number
}

/**
 * Returns the properties of a PSD or PSB from its header and image resources (Adobe Photoshop File Formats
 * Specification). Throws PsdError, `no_merged_image` among its codes, or what opening the file throws.
 */
export async function readPsd(localPath: string): Promise<PsdPicture> {
  return pictureOf(await readWithImage(localPath))
}

/**
 * Writes the merged image of a PSD or PSB as an uncompressed TIFF with its profile, resolution and transparency, which
 * sharp reads; a file of width × height × samples bytes. Holds a band of rows in memory, not the picture. Returns the
 * properties of the PSD. Throws PsdError, and leaves no `outFile` then.
 */
export async function writePsdAsTiff(localPath: string, outFile: string): Promise<PsdPicture> {
  const structure = await readWithImage(localPath)
  const layout = sampleLayout(structure)
  const file = await open(localPath)
  try {
    const planes = await openPlanes(file, structure, layout.planes)
    const out = await open(outFile, 'w')
    try {
      await writeTiff(out, { structure, layout, planes })
    } catch (error) {
      await rm(outFile, { force: true })
      throw error
    } finally {
      await out.close()
    }
  } finally {
    await file.close()
  }
  return pictureOf(structure)
}

/**
 * Returns the JPEG thumbnail that Photoshop stores beside the picture, at most 160 pixels wide or high; undefined if
 * there is none. Serves documents without merged image. Throws PsdError if the file is no PSD or is over the limits.
 */
export async function readPsdThumbnail(localPath: string): Promise<Buffer | undefined> {
  return (await readPsdStructure(localPath)).resources.thumbnail
}

async function readWithImage(localPath: string): Promise<PsdStructure> {
  const structure = await readPsdStructure(localPath)
  if (!structure.resources.hasMergedImage) throw new PsdError('no_merged_image')
  return structure
}

function pictureOf(structure: PsdStructure): PsdPicture {
  const { width, height, channels, mode, depth } = structure.header
  const { profile, resolution, transparentIndex } = structure.resources
  const hasAlpha = mode === 'indexed' ? transparentIndex !== undefined : hasTransparency(structure)
  return {
    ...{ width, height, channels, colourSpace: mode, depth, hasProfile: profile !== undefined },
    ...{ hasAlpha, resolution, layerCount: structure.layers.count || undefined },
  }
}

/** Bytes of a strip, and of the rows held in memory, if a row is not longer. */
const BAND_BYTES = 1024 * 1024

interface Conversion {
  structure: PsdStructure
  layout: SampleLayout
  planes: PsdPlanes
}

async function writeTiff(out: FileHandle, { structure, layout, planes }: Conversion): Promise<void> {
  const { width, height } = structure.header
  const { profile, resolution } = structure.resources
  const { samples, bits, photometric, hasAlpha } = layout
  const rowBytes = width * samples * (bits / 8)
  const rowsPerStrip = Math.min(height, Math.max(1, Math.floor(BAND_BYTES / rowBytes)))
  await out.writeFile(
    tiffHeader({ width, height, samples, bits, photometric, hasAlpha, rowsPerStrip, profile, resolution }),
  )
  const band = Buffer.allocUnsafe(rowsPerStrip * rowBytes)
  const channels = Array.from({ length: layout.planes }, () => Buffer.allocUnsafe(rowsPerStrip * planes.rowBytes))
  for (let first = 0; first < height; first += rowsPerStrip) {
    const count = Math.min(rowsPerStrip, height - first)
    for (const [channel, rows] of channels.entries()) await planes.readRows(channel, first, count, rows)
    for (let row = 0; row < count; row++) {
      const ofRow = channels.map((rows) => rows.subarray(row * planes.rowBytes, (row + 1) * planes.rowBytes))
      layout.writeRow(ofRow, band.subarray(row * rowBytes, (row + 1) * rowBytes))
    }
    await out.writeFile(band.subarray(0, count * rowBytes))
  }
}
