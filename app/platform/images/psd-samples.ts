import { required } from '~/platform/required'
import { PsdError } from './psd-error'
import type { PsdMode } from './psd-header'
import { hasTransparency, type PsdStructure } from './psd-structure.server'

/** How the samples of a merged image become those of a TIFF. */
export interface SampleLayout {
  photometric: 1 | 2 | 5 | 8
  /** Samples of a pixel in the TIFF, alpha among them. */
  samples: number
  bits: 8 | 16
  hasAlpha: boolean
  /** Channels that are read, alpha among them. */
  planes: number
  /** Writes one row, given one row of each channel. */
  writeRow: (planes: Buffer[], row: Buffer) => void
}

const PHOTOMETRIC: Record<PsdMode, SampleLayout['photometric']> = {
  ...{ bitmap: 1, grey: 1, indexed: 2, rgb: 2, cmyk: 5, lab: 8 },
}

/**
 * Returns how the pixels of a PSD are written: ink is stored inverted, a* and b* with an offset (in TIFF they are
 * signed), a bitmap's ones are black, and colours of a transparent image are blended with white. Alpha of Lab is left
 * out, which decoders of TIFF do not take: the picture stays on white.
 */
export function sampleLayout(structure: PsdStructure): SampleLayout {
  const { mode, depth } = structure.header
  const photometric = PHOTOMETRIC[mode]
  if (mode === 'indexed') return indexedLayout(structure)
  if (mode === 'bitmap')
    return {
      photometric,
      samples: 1,
      bits: 8,
      hasAlpha: false,
      planes: 1,
      writeRow: ([plane], row) => expand(plane, row),
    }
  if (mode === 'lab') return labLayout(depth)
  const colours = mode === 'grey' ? 1 : mode === 'cmyk' ? 4 : 3
  const hasAlpha = hasTransparency(structure)
  const samples = colours + (hasAlpha ? 1 : 0)
  const bits = depth === 16 ? 16 : 8
  const flips = Array.from({ length: samples }, (_, at) => (mode === 'cmyk' && at < colours ? INVERTED : NO_FLIP))
  const writeRow = (planes: Buffer[], row: Buffer) => {
    if (hasAlpha) unblend(planes, bits)
    interleave(planes, row, { bits, flips })
  }
  return { photometric, samples, bits, hasAlpha, planes: samples, writeRow }
}

const NO_FLIP = 0
const INVERTED = 0xff

function interleave(planes: Buffer[], row: Buffer, { bits, flips }: { bits: 8 | 16; flips: number[] }): void {
  const width = bits / 8
  const step = flips.length * width
  for (const [sample, flip] of flips.entries()) {
    const plane = required(planes[sample], 'a channel')
    for (let from = 0, to = sample * width; from < plane.length; from += width, to += step) {
      row[to] = (plane[from] ?? 0) ^ flip
      if (width === 2) row[to + 1] = (plane[from + 1] ?? 0) ^ flip
    }
  }
}

/** Lab is written with 16 bits from 8 as well: sharp fails on TIFFs of 8 bits ("bad labq format"). */
function labLayout(depth: PsdStructure['header']['depth']): SampleLayout {
  const width = depth === 16 ? 2 : 1
  const writeRow = (planes: Buffer[], row: Buffer) => {
    for (const [sample, plane] of planes.entries()) {
      for (let from = 0, to = sample * 2; from < plane.length; from += width, to += 6) {
        const high = plane[from] ?? 0
        // An L* of 255 is 100, as one of 65,535 is; of a* and b* one step of 8 bits is 256 steps of 16.
        const low = width === 2 ? (plane[from + 1] ?? 0) : sample === 0 ? high : 0
        row[to] = sample === 0 ? high : high ^ 0x80
        row[to + 1] = low
      }
    }
  }
  return { photometric: PHOTOMETRIC.lab, samples: 3, bits: 16, hasAlpha: false, planes: 3, writeRow }
}

/** Takes white out of colours that were blended with it: colour = (blended − white × (1 − alpha)) ÷ alpha. */
function unblend(planes: Buffer[], bits: 8 | 16): void {
  const most = bits === 8 ? 255 : 65_535
  const alpha = required(planes.at(-1), 'alpha')
  const colours = planes.slice(0, -1)
  const width = bits / 8
  for (let at = 0; at < alpha.length; at += width) {
    const cover = alpha.readUIntBE(at, width)
    if (cover === most) continue
    for (const plane of colours) {
      const clear = cover === 0 ? most : Math.round(((plane.readUIntBE(at, width) + cover - most) * most) / cover)
      plane.writeUIntBE(Math.min(most, Math.max(0, clear)), at, width)
    }
  }
}

function expand(plane: Buffer | undefined, row: Buffer): void {
  for (let pixel = 0; pixel < row.length; pixel++) {
    const isBlack = ((plane?.[pixel >> 3] ?? 0) >> (7 - (pixel & 7))) & 1
    row[pixel] = isBlack ? 0 : 255
  }
}

function indexedLayout({ palette, resources: { transparentIndex } }: PsdStructure): SampleLayout {
  if (!palette) throw new PsdError('unreadable')
  const hasAlpha = transparentIndex !== undefined && transparentIndex < 256
  const samples = hasAlpha ? 4 : 3
  const writeRow = ([plane]: Buffer[], row: Buffer) => {
    for (const [pixel, index] of required(plane, 'a channel').entries()) {
      const to = pixel * samples
      for (let colour = 0; colour < 3; colour++) row[to + colour] = palette[colour * 256 + index] ?? 0
      if (hasAlpha) row[to + 3] = index === transparentIndex ? 0 : 255
    }
  }
  return { photometric: PHOTOMETRIC.indexed, samples, bits: 8, hasAlpha, planes: 1, writeRow }
}
