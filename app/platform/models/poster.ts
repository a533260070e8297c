// Ours: no library draws 3D models without a graphics card, from all these formats and within limits (docs/decisions/017).
import { backdropOf } from './backdrop'
import { cameraFor, perspective } from './camera'
import { facesLight, KEY, shade, tone } from './lighting'
import { boundsOf, diagonal, type Part } from './model-scene'
import { openness } from './occlusion'
import { drawTriangles, emptyRaster } from './raster'
import { shadowsOf } from './shadow'
import { SurfaceReader } from './surface'
import { along, clamp, mix, unit } from './vector'

const [SMALLEST, LARGEST] = [64, 1600]

/** Returns the sides of a poster, in pixels: 4 : 3, and not wider than its largest form. */
export function posterSize(side: number): { width: number; height: number } {
  const width = Math.round(clamp(side || LARGEST, SMALLEST, LARGEST) / 4) * 4
  return { width, height: (width * 3) / 4 }
}

/** Each pixel is the mean of two by two. */
const FINER = 2
const MIDDLE = (FINER - 1) / 2

/** Eight bits, three channels, sRGB. */
export interface Drawn {
  width: number
  height: number
  data: Uint8Array
}

/** Draws a model before a soft grey background, from the side that the viewer shows first. Throws ModelError `empty`. */
export function drawPoster(parts: readonly Part[], { width, height }: ReturnType<typeof posterSize>): Drawn {
  const bounds = boundsOf(parts)
  const camera = cameraFor(parts, bounds, width / height)
  const [fineWidth, fineHeight] = [width * FINER, height * FINER]
  const projection = perspective(camera, fineWidth, fineHeight)
  const eye = along(camera.centre, camera.from, camera.distance)
  const reader = new SurfaceReader(parts, projection, eye)
  const isSolid = (part: Part, triangle: number, weights: readonly [number, number, number]) =>
    reader.alphaAt(part, triangle, weights) >= (part.material.cutoff ?? 0)
  const front = emptyRaster(fineWidth, fineHeight, true)
  const drawing = { projection, culls: true, isSolid }
  drawTriangles(front, parts, { ...drawing, takes: ({ material }) => !material.isTransparent })
  const glass = parts.some(({ material }) => material.isTransparent)
    ? emptyRaster(fineWidth, fineHeight, true)
    : undefined
  if (glass) drawTriangles(glass, parts, { ...drawing, takes: ({ material }) => material.isTransparent, behind: front })

  const shadows = shadowsOf(parts, { bounds, light: KEY, side: width })
  const open = openness(front, camera, diagonal(bounds) * 0.07)
  const backdrop = backdropOf(camera, bounds, shadows)
  const [seen, sum, colour] = [new Float32Array(3), new Float32Array(3), new Float32Array(3)]
  const data = new Uint8Array(width * height * 3)
  /** Puts the light of a triangle at the middle of a pixel into `seen`; returns how much of what is behind it hides. */
  const light = (triangle: number, at: number): number => {
    const [x, y] = [at % width, Math.floor(at / width)]
    if (!reader.at(triangle, x * FINER + MIDDLE, y * FINER + MIDDLE)) return 0
    const { surface } = reader
    const [px = 0, py = 0, pz = 0] = surface.position
    const isLit = !surface.material.isUnlit && facesLight(surface.normal)
    const reaching = isLit ? shadows.reaching(surface.position, surface.normal) : 0
    const { isTransparent } = surface.material
    const openHere = isTransparent ? 1 : (open[at] ?? 1)
    shade(surface, unit([eye[0] - px, eye[1] - py, eye[2] - pz]), { reaching, open: openHere }, seen)
    for (let channel = 0; channel < 3; channel++) seen[channel] = tone(seen[channel] ?? 0)
    return isTransparent ? (surface.colour[3] ?? 1) : 1
  }
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)]
    let [solidBefore, clearBefore] = [-1, -1]
    sum.fill(0)
    for (let each = 0; each < FINER * FINER; each++) {
      const fine = (y * FINER + Math.floor(each / FINER)) * fineWidth + x * FINER + (each % FINER)
      const [solid, clear] = [front.triangle?.[fine] ?? 0, glass?.triangle?.[fine] ?? 0]
      // Light is reckoned once for each triangle in a pixel, not for each quarter of it.
      if (solid !== solidBefore || clear !== clearBefore) {
        if (solid) light(solid, at)
        else backdrop((x + 0.5) / width, (y + 0.5) / height, seen)
        colour.set(seen)
        const alpha = clear ? light(clear, at) : 0
        for (let channel = 0; channel < 3; channel++)
          colour[channel] = mix(colour[channel] ?? 0, seen[channel] ?? 0, alpha)
        ;[solidBefore, clearBefore] = [solid, clear]
      }
      for (let channel = 0; channel < 3; channel++) sum[channel] = (sum[channel] ?? 0) + (colour[channel] ?? 0)
    }
    for (let channel = 0; channel < 3; channel++)
      data[at * 3 + channel] = encoded((sum[channel] ?? 0) / (FINER * FINER), grain(x, y))
  }
  return { width, height, data }
}

/** Steps of a look-up table of sRGB, in 1/16 of the steps of eight bits (IEC 61966-2-1). */
const SIXTEENTHS = Uint16Array.from({ length: 16_384 }, (_, step) => {
  const light = step / 16_383
  return Math.round(255 * 16 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055))
})

/** Returns linear light as sRGB in eight bits; `grain`, 0 to 15, decides between two steps. */
const encoded = (light: number, grain: number): number =>
  Math.min(255, ((SIXTEENTHS[Math.round(Math.min(1, light) * 16_383)] ?? 4080) + grain) >> 4)

/** A pattern of 4 × 4 thresholds (Bayer 1973), without which a soft background has visible steps. */
const THRESHOLDS = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]
const grain = (x: number, y: number): number => THRESHOLDS[(y & 3) * 4 + (x & 3)] ?? 8
