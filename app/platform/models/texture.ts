import { clamp } from './vector'

/** Eight bits, four channels, sRGB. */
interface Level {
  width: number
  height: number
  data: Uint8Array
}

export type Wrap = 'repeat' | 'clamp' | 'mirror'

/** A picture on a surface, also in halved sizes, so that a fine pattern does not flicker. */
export interface Texture {
  levels: readonly Level[]
  wrap: readonly [across: Wrap, down: Wrap]
  /** KHR_texture_transform: scale, turn and move coordinates. */
  transform?: { offset: readonly [number, number]; scale: readonly [number, number]; rotation: number }
}

/** Linear light of an sRGB value of eight bits (IEC 61966-2-1). */
export const LINEAR = Float32Array.from({ length: 256 }, (_, value) => {
  const part = value / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
})

/** Returns a picture and its halves, down to one pixel. */
export function levelsOf(first: Level): Level[] {
  const levels = [first]
  for (let from = first; from.width > 1 || from.height > 1; ) {
    const [width, height] = [Math.max(1, from.width >> 1), Math.max(1, from.height >> 1)]
    const data = new Uint8Array(width * height * 4)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let channel = 0; channel < 4; channel++) {
          let sum = 0
          for (let corner = 0; corner < 4; corner++) {
            const [fx, fy] = [
              Math.min(from.width - 1, x * 2 + (corner & 1)),
              Math.min(from.height - 1, y * 2 + (corner >> 1)),
            ]
            sum += from.data[(fy * from.width + fx) * 4 + channel] ?? 0
          }
          data[(y * width + x) * 4 + channel] = sum >> 2
        }
    from = { width, height, data }
    levels.push(from)
  }
  return levels
}

/** Puts the colour at a place into `out`: linear red, green and blue, and alpha. `spread` is how many pixels of the picture one drawn pixel covers. */
export function sample(texture: Texture, u: number, v: number, spread: number, out: Float32Array): void {
  const { levels, wrap, transform } = texture
  const level = levels[clamp(Math.round(Math.log2(Math.max(1, spread))), 0, levels.length - 1)]
  if (!level) return
  let [s, t] = [u, v]
  if (transform) {
    const [cos, sin] = [Math.cos(transform.rotation), Math.sin(transform.rotation)]
    const [su, sv] = [u * transform.scale[0], v * transform.scale[1]]
    s = su * cos + sv * sin + transform.offset[0]
    t = sv * cos - su * sin + transform.offset[1]
  }
  const { width, height, data } = level
  const x = (Number.isFinite(s) ? wrapped(s, wrap[0]) : 0) * width - 0.5
  const y = (Number.isFinite(t) ? wrapped(t, wrap[1]) : 0) * height - 0.5
  const [x0, y0] = [Math.floor(x), Math.floor(y)]
  const [fx, fy] = [x - x0, y - y0]
  out.fill(0)
  for (let corner = 0; corner < 4; corner++) {
    const weight = (corner & 1 ? fx : 1 - fx) * (corner & 2 ? fy : 1 - fy)
    const column = edge(x0 + (corner & 1), width, wrap[0])
    const row = edge(y0 + (corner >> 1), height, wrap[1])
    const at = (row * width + column) * 4
    for (let channel = 0; channel < 3; channel++)
      out[channel] = (out[channel] ?? 0) + weight * (LINEAR[data[at + channel] ?? 0] ?? 0)
    out[3] = (out[3] ?? 0) + (weight * (data[at + 3] ?? 0)) / 255
  }
}

const wrapped = (value: number, wrap: Wrap): number => {
  if (wrap === 'clamp') return clamp(value)
  if (wrap === 'repeat') return value - Math.floor(value)
  const twice = value - 2 * Math.floor(value / 2)
  return twice > 1 ? 2 - twice : twice
}

const edge = (at: number, length: number, wrap: Wrap): number =>
  wrap === 'repeat' ? ((at % length) + length) % length : clamp(at, 0, length - 1)
