import type { Point } from '~/platform/files/model-facts'
import type { Surface } from './surface'
import { clamp, mix, unit } from './vector'

/** The main light, from above on the left of the camera. */
export const KEY: Point = unit([-0.2, 0.85, 0.62])
/** A weak one from the right, so that no side is black. */
const FILL: Point = unit([0.95, 0.25, 0.05])
const [KEY_STRENGTH, FILL_STRENGTH] = [0.7, 0.18]
const SKY = [0.44, 0.45, 0.47]
const FLOOR = [0.25, 0.24, 0.225]

/** Light boxes of the studio, which shiny surfaces mirror. */
const BOXES: readonly { from: Point; strength: number; size: number }[] = [
  { from: unit([-0.3, 0.8, 0.5]), strength: 1.5, size: 5 },
  { from: unit([1, 0.35, 0.3]), strength: 0.9, size: 9 },
  { from: unit([-0.8, 0.15, 0.9]), strength: 0.6, size: 12 },
]

/** Whether a surface is turned towards the main light. */
export const facesLight = (normal: ArrayLike<number>): boolean =>
  (normal[0] ?? 0) * KEY[0] + (normal[1] ?? 0) * KEY[1] + (normal[2] ?? 0) * KEY[2] > 0

export interface Light {
  /** Part of the main light that reaches the place, 0 to 1. */
  reaching: number
  /** How open it is to all light around, 0 to 1. */
  open: number
}

/** Puts the linear light that a surface sends towards `view` (of length 1) into `out`. */
export function shade(
  { normal, colour, material }: Surface,
  view: Point,
  { reaching, open }: Light,
  out: Float32Array,
): void {
  const { metallic, roughness, emissive, isUnlit } = material
  if (isUnlit) {
    for (let channel = 0; channel < 3; channel++) out[channel] = colour[channel] ?? 0
    return
  }
  const [nx, ny, nz] = [normal[0] ?? 0, normal[1] ?? 0, normal[2] ?? 0]
  const facing = nx * view[0] + ny * view[1] + nz * view[2]
  const key = KEY_STRENGTH * Math.max(0, nx * KEY[0] + ny * KEY[1] + nz * KEY[2]) * reaching
  const fill = FILL_STRENGTH * Math.max(0, nx * FILL[0] + ny * FILL[1] + nz * FILL[2]) * (0.4 + 0.6 * open)
  const front = 0.1 * Math.max(0, facing)
  const mirrored: Point = [2 * facing * nx - view[0], 2 * facing * ny - view[1], 2 * facing * nz - view[2]]
  const rough = clamp(roughness, 0.06, 1)
  const studio = studioAt(mirrored, rough) * mix(open, 1, 0.2) * (0.55 + 0.45 * reaching)
  // Fresnel by Schlick, weaker on rough surfaces.
  const rim = (1 - clamp(facing)) ** 5 * (1 - rough) * (1 - rough)
  // Of what is no metal, less than glass where it is rough, so that black stays black.
  const plain = mix(0.04, 0.015, rough)
  const upwards = ny * 0.5 + 0.5
  for (let channel = 0; channel < 3; channel++) {
    const base = colour[channel] ?? 0
    const around = mix(FLOOR[channel] ?? 0, SKY[channel] ?? 0, upwards) * open
    const body = base * (1 - metallic) * (around + key + fill + front)
    const mirror = mix(plain, base, metallic)
    out[channel] = body + (mirror + (1 - mirror) * rim) * studio + (emissive[channel] ?? 0)
  }
}

/** How bright the studio is in a direction, the more blurred the rougher the mirror. */
function studioAt([x, y, z]: Point, roughness: number): number {
  const height = clamp(y * 0.5 + 0.5)
  const soft = mix(0.18, 0.34, roughness)
  let light = mix(soft, mix(0.85, 0.6, roughness), height * height * (3 - 2 * height))
  for (const { from, strength, size } of BOXES) {
    const toward = x * from[0] + y * from[1] + z * from[2]
    if (toward <= 0) continue
    const sharp = mix(size * 9, 2.5, Math.sqrt(roughness))
    light += strength * mix(1.3, 0.5, roughness) * toward ** sharp
  }
  return light
}

/** Returns light within 0 to 1: up to 0.7 as it is, above in a soft curve, so that nothing bright is cut off. */
export const tone = (light: number): number => {
  if (!(light > 0)) return 0
  return light < 0.7 ? light : 0.7 + 0.3 * (1 - Math.exp(-(light - 0.7) / 0.3))
}
