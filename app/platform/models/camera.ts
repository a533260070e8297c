import type { Bounds, Point } from '~/platform/files/model-facts'
import type { Part } from './model-scene'
import { along, cross, unit } from './vector'
import { FIELD_OF_VIEW, VIEW_FROM } from './view'

/** Free space around a model, in which its shadow falls. */
const MARGIN = 1.2

export interface Camera {
  /** The middle of what it looks at. */
  centre: Point
  right: Point
  up: Point
  /** From the middle to the camera. */
  from: Point
  distance: number
  /** Half of the height that it sees at distance 1. */
  half: number
  aspect: number
}

/** Puts a point into `out`: across and down in pixels, and its nearness, which is linear on the picture and larger in front. */
export type Projection = (x: number, y: number, z: number, out: Float32Array) => void

/**
 * Returns a camera that has all points of the parts closely in view, from where the viewer of the page looks first: the viewer
 * turns around the middle of the box, the poster has what is seen in its middle.
 */
export function cameraFor(parts: readonly Part[], bounds: Bounds, aspect: number): Camera {
  const from = unit([...VIEW_FROM])
  const right = unit(cross([0, 1, 0], from))
  const up = cross(from, right)
  const half = Math.tan((FIELD_OF_VIEW * Math.PI) / 360)
  const { min, max } = bounds
  let centre: Point = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2]
  let distance = distanceFor(parts, { centre, right, up, from, distance: 0, half, aspect })
  for (let round = 0; round < 2; round++) {
    const { across, above } = middleOf(parts, { centre, right, up, from, distance, half, aspect })
    centre = along(along(centre, right, across * distance), up, above * distance)
    distance = distanceFor(parts, { centre, right, up, from, distance, half, aspect })
  }
  return { centre, right, up, from, distance, half, aspect }
}

/** Calls `each` with every point as the camera has it: to the right, upwards, and towards the camera from the middle. */
function forPoints(
  parts: readonly Part[],
  { centre, right, up, from }: Camera,
  each: (across: number, above: number, towards: number) => void,
): void {
  for (const { positions } of parts)
    for (let at = 0; at + 2 < positions.length; at += 3) {
      const x = (positions[at] ?? 0) - centre[0]
      const y = (positions[at + 1] ?? 0) - centre[1]
      const z = (positions[at + 2] ?? 0) - centre[2]
      if (!Number.isFinite(x + y + z)) continue
      each(
        x * right[0] + y * right[1] + z * right[2],
        x * up[0] + y * up[1] + z * up[2],
        x * from[0] + y * from[1] + z * from[2],
      )
    }
}

/** Returns how far the camera is from the middle so that all points are in view, with some space around them. */
function distanceFor(parts: readonly Part[], camera: Camera): number {
  let distance = 0
  forPoints(parts, camera, (across, above, towards) => {
    const side = Math.max(Math.abs(across) / camera.aspect, Math.abs(above))
    distance = Math.max(distance, towards + (side / camera.half) * MARGIN)
  })
  return distance
}

/** Returns the middle of what is seen, as slopes from the middle of the picture. */
function middleOf(parts: readonly Part[], camera: Camera): { across: number; above: number } {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity]
  forPoints(parts, camera, (across, above, towards) => {
    const depth = Math.max(camera.distance - towards, camera.distance * 1e-3)
    left = Math.min(left, across / depth)
    right = Math.max(right, across / depth)
    low = Math.min(low, above / depth)
    high = Math.max(high, above / depth)
  })
  return { across: (left + right) / 2, above: (low + high) / 2 }
}

/** Returns the projection of a camera on a picture of `width` and `height` pixels; its nearness is 1 / distance. */
export function perspective(
  { centre, right, up, from, distance, half, aspect }: Camera,
  width: number,
  height: number,
): Projection {
  return (x, y, z, out) => {
    const [dx, dy, dz] = [x - centre[0], y - centre[1], z - centre[2]]
    const depth = distance - (dx * from[0] + dy * from[1] + dz * from[2])
    const across = dx * right[0] + dy * right[1] + dz * right[2]
    const above = dx * up[0] + dy * up[1] + dz * up[2]
    // Behind the camera there is nothing to be drawn: a point there is no number.
    const near = depth > distance * 1e-4 ? 1 / depth : Number.NaN
    out[0] = (0.5 + ((across * near) / (half * aspect)) * 0.5) * width
    out[1] = (0.5 - ((above * near) / half) * 0.5) * height
    out[2] = near
  }
}

/** Returns the unit direction from the camera through a point of the picture, 0 to 1 across and down. */
export function rayThrough({ right, up, from, half, aspect }: Camera, across: number, down: number): Point {
  const side = along([-from[0], -from[1], -from[2]], right, (across * 2 - 1) * half * aspect)
  return unit(along(side, up, (1 - down * 2) * half))
}

/** Returns a parallel projection of a ball onto a square of `size` pixels, seen from direction `from`; its nearness is between 0 and 1. */
export function parallel(from: Point, { centre, radius }: { centre: Point; radius: number }, size: number): Projection {
  const right = unit(cross(Math.abs(from[1]) > 0.99 ? [0, 0, 1] : [0, 1, 0], from))
  const up = cross(from, right)
  const scale = 0.5 / radius
  return (x, y, z, out) => {
    const [dx, dy, dz] = [x - centre[0], y - centre[1], z - centre[2]]
    out[0] = (0.5 + (dx * right[0] + dy * right[1] + dz * right[2]) * scale) * size
    out[1] = (0.5 - (dx * up[0] + dy * up[1] + dz * up[2]) * scale) * size
    out[2] = 0.5 + (dx * from[0] + dy * from[1] + dz * from[2]) * scale
  }
}
