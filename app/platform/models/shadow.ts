import type { Bounds, Point } from '~/platform/files/model-facts'
import { type Projection, parallel } from './camera'
import { diagonal, type Part } from './model-scene'
import { drawTriangles, emptyRaster, type Raster } from './raster'
import { clamp } from './vector'

/** Sides of the map of the light, and that of the floor in parts of it. */
const [SMALLEST, LARGEST, OF_FLOOR] = [256, 2048, 4]
/** How far a shadow on the floor is blurred, in parts of its map. */
const BLUR = 1 / 72

/** Where the light of one direction does not come, on the model and on the ground under it. */
export interface Shadows {
  /** Part of the light that reaches a place of the surface, 0 to 1. */
  reaching: (position: ArrayLike<number>, normal: ArrayLike<number>) => number
  /** Part of the ground at a place that is dark, 0 to 1: by the light, and by what stands close above it. */
  onFloor: (x: number, z: number) => { cast: number; contact: number }
}

interface Lit {
  bounds: Bounds
  /** Direction to the light, of length 1. */
  light: Point
  /** Pixels of the longer side of the picture in which the shadows are seen. */
  side: number
}

/** Returns the shadows of all parts but those that are transparent, in maps as fine as the picture needs. */
export function shadowsOf(parts: readonly Part[], { bounds, light, side }: Lit): Shadows {
  const size = clamp(2 ** Math.ceil(Math.log2(side)), SMALLEST, LARGEST)
  const floorSize = size / OF_FLOOR
  const blur = Math.max(1, Math.round(floorSize * BLUR))
  const { min, max } = bounds
  const radius = (diagonal(bounds) / 2) * 1.02
  const centre: Point = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2]
  const casts = ({ material }: Part) => !material.isTransparent
  const projection = parallel(light, { centre, radius }, size)
  const map = emptyRaster(size, size)
  drawTriangles(map, parts, { projection, takes: casts })

  const below = parallel([0, -1, 0], { centre: [centre[0], min[1], centre[2]], radius: radius * 1.25 }, floorSize)
  const heights = emptyRaster(floorSize, floorSize)
  drawTriangles(heights, parts, { projection: below, takes: casts })
  // Nearness is 0.5 on the ground, and less above it.
  const fade = 0.06
  const contact = blurred(
    heights.nearness.map((near) => (near > 0 ? Math.exp(-(0.5 - near) / (fade * 0.5)) : 0)),
    floorSize,
    blur,
  )
  const small = parallel(light, { centre, radius: radius * 1.1 }, floorSize)
  const coverage = emptyRaster(floorSize, floorSize)
  drawTriangles(coverage, parts, { projection: small, takes: casts })
  const cast = blurred(
    coverage.nearness.map((near) => (near > 0 ? 1 : 0)),
    floorSize,
    blur,
  )
  const out = new Float32Array(3)
  return {
    reaching: lightOn(map, projection, radius),
    onFloor(x, z) {
      small(x, min[1], z, out)
      const dark = between(cast, floorSize, out[0] ?? 0, out[1] ?? 0)
      below(x, min[1], z, out)
      return { cast: dark, contact: between(contact, floorSize, out[0] ?? 0, out[1] ?? 0) }
    },
  }
}

/** Pixels of the map around a place that are asked, so that the edge of a shadow is soft. */
const AROUND = [-2.4, -0.8, 0.8, 2.4]

function lightOn({ nearness, width: size }: Raster, projection: Projection, radius: number): Shadows['reaching'] {
  const out = new Float32Array(3)
  const lift = radius * 0.01
  return (position, normal) => {
    const at = (axis: number) => (position[axis] ?? 0) + (normal[axis] ?? 0) * lift
    projection(at(0), at(1), at(2), out)
    const [x, y, near] = [out[0] ?? 0, out[1] ?? 0, (out[2] ?? 0) + 0.0025]
    let reaching = 0
    for (const down of AROUND)
      for (const across of AROUND) {
        const [column, row] = [Math.floor(x + across), Math.floor(y + down)]
        const isInside = column >= 0 && row >= 0 && column < size && row < size
        if (!isInside || (nearness[row * size + column] ?? 0) <= near) reaching++
      }
    return reaching / (AROUND.length * AROUND.length)
  }
}

/** Three means over a square are close to a bell curve. */
function blurred(values: Float32Array, size: number, radius: number): Float32Array {
  let from = values
  for (let pass = 0; pass < 3; pass++) from = meansOf(meansOf(from, size, radius, 1), size, radius, size)
  return from
}

function meansOf(values: Float32Array, size: number, radius: number, step: number): Float32Array {
  const means = new Float32Array(values.length)
  const width = radius * 2 + 1
  for (let line = 0; line < size; line++) {
    const start = step === 1 ? line * size : line
    let sum = 0
    for (let at = -radius; at < size + radius; at++) {
      const [entering, leaving] = [at + radius, at - radius - 1]
      if (at === -radius) for (let each = 0; each < radius; each++) sum += 0
      if (entering < size && entering >= 0) sum += values[start + entering * step] ?? 0
      if (leaving >= 0) sum -= values[start + leaving * step] ?? 0
      if (at >= 0 && at < size) means[start + at * step] = sum / width
    }
  }
  return means
}

function between(values: Float32Array, size: number, x: number, y: number): number {
  const [cx, cy] = [clamp(x - 0.5, 0, size - 1.001), clamp(y - 0.5, 0, size - 1.001)]
  // Beyond the map there is no shadow.
  if (Math.abs(cx - (x - 0.5)) > 1 || Math.abs(cy - (y - 0.5)) > 1) return 0
  const [column, row] = [Math.floor(cx), Math.floor(cy)]
  const [fx, fy] = [cx - column, cy - row]
  const of = (right: number, down: number) => values[(row + down) * size + column + right] ?? 0
  return (of(0, 0) * (1 - fx) + of(1, 0) * fx) * (1 - fy) + (of(0, 1) * (1 - fx) + of(1, 1) * fx) * fy
}
