import { LONGEST_SIDE, MOST_PIXELS } from './pixel-limits'
import { PsdError } from './psd-error'

/** Colour modes whose merged image can be read. */
export type PsdMode = 'bitmap' | 'grey' | 'indexed' | 'rgb' | 'cmyk' | 'lab'

export interface PsdHeader {
  /** PSB, "large document format", whose lengths have more bytes. */
  isLarge: boolean
  width: number
  height: number
  /** All channels of the merged image: colours, transparency, masks and spot colours. */
  channels: number
  /** Bits per sample: 1, 8 or 16. */
  depth: 1 | 8 | 16
  mode: PsdMode
}

export const HEADER_BYTES = 26

/** Colour modes by number; duotone is to be treated as grey (Adobe Photoshop File Formats, "Color mode data section"). */
const MODES: Record<number, PsdMode> = {
  0: 'bitmap',
  1: 'grey',
  2: 'indexed',
  3: 'rgb',
  4: 'cmyk',
  8: 'grey',
  9: 'lab',
}

/** Number of channels that carry the colours of a mode. */
export const COLOUR_CHANNELS: Record<PsdMode, number> = { bitmap: 1, grey: 1, indexed: 1, rgb: 3, cmyk: 4, lab: 3 }

const MOST_CHANNELS = 56
/** Largest side of a PSD and of a PSB. */
const SIDES = [30_000, 300_000] as const

/**
 * Returns the header of a PSD or PSB (Adobe Photoshop File Formats, "File header section"). Throws PsdError `unreadable`
 * if it is none, `too_many_pixels` if it is over the limits for pictures, `unsupported` for other modes and depths.
 */
export function psdHeader(bytes: Buffer): PsdHeader {
  if (bytes.length < HEADER_BYTES) throw new PsdError('truncated')
  const version = bytes.readUInt16BE(4)
  if (bytes.toString('latin1', 0, 4) !== '8BPS' || (version !== 1 && version !== 2)) throw new PsdError('unreadable')
  const isLarge = version === 2
  const channels = bytes.readUInt16BE(12)
  const [height, width] = [bytes.readUInt32BE(14), bytes.readUInt32BE(18)]
  const longest = Math.max(width, height)
  if (width === 0 || height === 0 || longest > SIDES[isLarge ? 1 : 0]) throw new PsdError('unreadable')
  if (longest > LONGEST_SIDE || width * height > MOST_PIXELS) throw new PsdError('too_many_pixels')
  const mode = MODES[bytes.readUInt16BE(24)]
  const depth = bytes.readUInt16BE(22)
  if (!mode || !isSupported(mode, depth)) throw new PsdError('unsupported')
  if (channels < COLOUR_CHANNELS[mode] || channels > MOST_CHANNELS) throw new PsdError('unreadable')
  return { isLarge, width, height, channels, depth, mode }
}

function isSupported(mode: PsdMode, depth: number): depth is 1 | 8 | 16 {
  if (mode === 'bitmap') return depth === 1
  return depth === 8 || (depth === 16 && mode !== 'indexed')
}
