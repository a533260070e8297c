import { rgbaToThumbHash } from 'thumbhash'

/** Decoded pixels, eight bits a channel. */
export interface Pixels {
  data: Buffer
  width: number
  height: number
  channels: 1 | 2 | 3 | 4
}

/** Returns the thumbhash (https://evanw.github.io/thumbhash/) of pixels of at most 100 a side, as base64. */
export const thumbhashOf = (pixels: Pixels): string => {
  const { data, width, height } = rgba(pixels)
  return Buffer.from(rgbaToThumbHash(width, height, data)).toString('base64')
}

/** Share of transparent pixels from which a picture counts as a drawing on transparency. */
const MOSTLY_NOTHING = 0.15
/** Mean relative luminance from which a drawing is hard to see on white. */
const LIGHT = 0.72

/** Returns whether a picture is a light drawing on transparency, such as a white logo. */
export function needsDarkBackdrop(pixels: Pixels): boolean {
  const { data } = rgba(pixels)
  let nothing = 0
  let weight = 0
  let light = 0
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data.readUInt8(at + 3) / 255
    if (alpha < 0.1) nothing++
    weight += alpha
    const luminance = 0.2126 * data.readUInt8(at) + 0.7152 * data.readUInt8(at + 1) + 0.0722 * data.readUInt8(at + 2)
    light += (alpha * luminance) / 255
  }
  return nothing / (data.length / 4) > MOSTLY_NOTHING && weight > 0 && light / weight > LIGHT
}

/** Converts grey and grey with alpha to RGBA; four channels are returned as they are. */
function rgba({ data, width, height, channels }: Pixels): { data: Buffer; width: number; height: number } {
  if (channels === 4) return { data, width, height }
  const grey = channels < 3
  const out = Buffer.alloc(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels
    out[pixel * 4] = data.readUInt8(from)
    out[pixel * 4 + 1] = data.readUInt8(grey ? from : from + 1)
    out[pixel * 4 + 2] = data.readUInt8(grey ? from : from + 2)
    out[pixel * 4 + 3] = channels === 2 ? data.readUInt8(from + 1) : 255
  }
  return { data: out, width, height }
}
