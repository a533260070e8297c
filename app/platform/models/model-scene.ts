import { type Bounds, BoundsOfPoints, ModelError } from '~/platform/files/model-facts'
import type { Texture } from './texture'

/** What a surface looks like; colours are linear. */
export interface Material {
  colour: readonly [red: number, green: number, blue: number, alpha: number]
  texture?: Texture
  metallic: number
  roughness: number
  emissive: readonly [red: number, green: number, blue: number]
  /** Whether light does not change it. */
  isUnlit: boolean
  /** Whether what is behind it shines through. */
  isTransparent: boolean
  /** Below this alpha there is nothing; undefined when alpha does not cut. */
  cutoff?: number
  isDoubleSided: boolean
}

/** Triangles of one material, where they stand in the scene; the y axis points up. */
export interface Part {
  /** Three numbers for each corner. */
  positions: Float32Array
  /** Three for each corner; without them the triangles are flat. */
  normals?: Float32Array
  /** Two for each corner. */
  uvs?: Float32Array
  /** Linear, three for each corner. */
  colours?: Float32Array
  /** Three for each triangle; without them the corners come in threes. */
  indices?: Uint32Array
  material: Material
}

/** Limits of what is drawn: more takes longer than a minute, or more memory than the process has. */
export const MOST_TRIANGLES = 2_000_000
export const MOST_CORNERS = 6_000_000

export const PLAIN: Material = {
  // A warm grey, close to that of the viewer
  ...{ colour: [0.5, 0.492, 0.465, 1], metallic: 0.02, roughness: 0.62, emissive: [0, 0, 0] },
  ...{ isUnlit: false, isTransparent: false, isDoubleSided: true },
}

export const trianglesOf = ({ indices, positions }: Part): number =>
  Math.floor((indices ? indices.length : positions.length / 3) / 3)

/** Returns the box around all corners. Throws ModelError `empty` when there is nothing to be seen. */
export function boundsOf(parts: readonly Part[]): Bounds {
  const box = new BoundsOfPoints()
  for (const { positions } of parts)
    for (let at = 0; at + 2 < positions.length; at += 3)
      box.add(positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0)
  const bounds = box.bounds()
  if (!bounds || !(diagonal(bounds) > 0 && diagonal(bounds) < 1e18)) throw new ModelError('empty')
  return bounds
}

export const diagonal = ({ min, max }: Bounds): number => Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2])
