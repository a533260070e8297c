import type { Projection } from './camera'
import { type Part, trianglesOf } from './model-scene'

/** What is in front at each pixel. */
export interface Raster {
  width: number
  height: number
  /** 0 where there is nothing. */
  nearness: Float32Array
  /** Number of the triangle, counted from 1 over all parts; 0 where there is nothing. */
  triangle?: Int32Array
}

export const emptyRaster = (width: number, height: number, hasTriangles = false): Raster => ({
  ...{ width, height, nearness: new Float32Array(width * height) },
  ...(hasTriangles && { triangle: new Int32Array(width * height) }),
})

export interface Drawing {
  projection: Projection
  /** Whether a part is drawn. */
  takes: (part: Part) => boolean
  /** Whether triangles are left out that turn their back, where their material says so. */
  culls?: boolean
  /** What hides what is drawn: nothing is drawn behind it. */
  behind?: Raster
  /** Whether there is something at a place of a triangle, whose corners have these weights. */
  isSolid?: (part: Part, triangle: number, weights: readonly [number, number, number]) => boolean
}

/** Draws triangles into a raster, each pixel the one in front. What is no number is left out. */
export function drawTriangles(raster: Raster, parts: readonly Part[], drawing: Drawing): void {
  let first = 1
  for (const part of parts) {
    if (drawing.takes(part)) drawPart(raster, part, first, drawing)
    first += trianglesOf(part)
  }
}

function drawPart(
  raster: Raster,
  part: Part,
  first: number,
  { projection, culls = false, behind, isSolid }: Drawing,
): void {
  const { width, height, nearness, triangle: owners } = raster
  const projected = projectedOf(part, projection)
  const { indices, material } = part
  const count = trianglesOf(part)
  const drops = culls && !material.isDoubleSided
  const cut = material.cutoff === undefined ? undefined : isSolid
  const hidden = behind?.nearness
  for (let triangle = 0; triangle < count; triangle++) {
    const a = (indices ? (indices[triangle * 3] ?? 0) : triangle * 3) * 3
    let b = (indices ? (indices[triangle * 3 + 1] ?? 0) : triangle * 3 + 1) * 3
    let c = (indices ? (indices[triangle * 3 + 2] ?? 0) : triangle * 3 + 2) * 3
    const [ax, ay, az] = [projected[a] ?? 0, projected[a + 1] ?? 0, projected[a + 2] ?? 0]
    let [bx, by, bz] = [projected[b] ?? 0, projected[b + 1] ?? 0, projected[b + 2] ?? 0]
    let [cx, cy, cz] = [projected[c] ?? 0, projected[c + 1] ?? 0, projected[c + 2] ?? 0]
    let area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    // Pixels are counted downwards, so what turns its face to us runs clockwise.
    if (!(area !== 0 && Number.isFinite(area + az + bz + cz)) || (drops && area > 0)) continue
    const isTurned = area < 0
    if (isTurned) {
      ;[b, c, bx, cx, by, cy, bz, cz] = [c, b, cx, bx, cy, by, cz, bz]
      area = -area
    }
    const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5))
    const x1 = Math.min(width - 1, Math.floor(Math.max(ax, bx, cx) - 0.5))
    const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5))
    const y1 = Math.min(height - 1, Math.floor(Math.max(ay, by, cy) - 0.5))
    if (x0 > x1 || y0 > y1) continue
    const [px, py] = [x0 + 0.5, y0 + 0.5]
    let rowA = (cx - bx) * (py - by) - (cy - by) * (px - bx)
    let rowB = (ax - cx) * (py - cy) - (ay - cy) * (px - cx)
    let rowC = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
    const [stepA, stepB, stepC] = [by - cy, cy - ay, ay - by]
    const [downA, downB, downC] = [cx - bx, ax - cx, bx - ax]
    for (let y = y0; y <= y1; y++, rowA += downA, rowB += downB, rowC += downC) {
      let [partA, partB, partC] = [rowA, rowB, rowC]
      for (let x = x0, at = y * width + x0; x <= x1; x++, at++, partA += stepA, partB += stepB, partC += stepC) {
        if (partA < 0 || partB < 0 || partC < 0) continue
        const near = (partA * az + partB * bz + partC * cz) / area
        if (near <= (nearness[at] ?? 0) || (hidden && near <= (hidden[at] ?? 0))) continue
        if (cut) {
          const [p, q, r] = [partA * az, partB * bz, partC * cz]
          const sum = p + q + r
          if (!cut(part, triangle, isTurned ? [p / sum, r / sum, q / sum] : [p / sum, q / sum, r / sum])) continue
        }
        nearness[at] = near
        if (owners) owners[at] = first + triangle
      }
    }
  }
}

/** Returns the corners of a part as the projection has them, three numbers each. */
function projectedOf({ positions }: Part, projection: Projection): Float32Array {
  const projected = new Float32Array(positions.length)
  const out = new Float32Array(3)
  for (let at = 0; at + 2 < positions.length; at += 3) {
    projection(positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0, out)
    projected[at] = out[0] ?? 0
    projected[at + 1] = out[1] ?? 0
    projected[at + 2] = out[2] ?? 0
  }
  return projected
}
