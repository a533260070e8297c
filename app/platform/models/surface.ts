import type { Projection } from './camera'
import { type Material, type Part, PLAIN, trianglesOf } from './model-scene'
import { sample } from './texture'

/** What is to be seen at one place; filled anew for each. */
export interface Surface {
  position: Float32Array
  /** Of length 1, towards the camera's side of the triangle. */
  normal: Float32Array
  /** Linear red, green, blue, and alpha. */
  colour: Float32Array
  material: Material
}

/** Reads what a triangle looks like at a pixel; the triangle of the pixel before is remembered. */
export class SurfaceReader {
  readonly surface: Surface = {
    ...{ position: new Float32Array(3), normal: new Float32Array(3), colour: new Float32Array(4), material: PLAIN },
  }
  private readonly firsts: number[] = []
  private readonly texel = new Float32Array(4)
  private readonly projected = new Float32Array(9)
  private readonly flat = new Float32Array(3)
  private readonly out = new Float32Array(3)
  private corners = [0, 0, 0]
  private part: Part | undefined
  private triangle = 0
  private area = 0
  private spread = 1

  constructor(
    private readonly parts: readonly Part[],
    private readonly projection: Projection,
    private readonly eye: readonly [number, number, number],
  ) {
    let first = 1
    for (const part of parts) {
      this.firsts.push(first)
      first += trianglesOf(part)
    }
  }

  /** Fills `surface` with what a triangle, counted from 1, looks like at the middle of a pixel; returns false for none. */
  at(triangle: number, x: number, y: number): boolean {
    if (triangle !== this.triangle) this.turnTo(triangle)
    const { part, projected: p, area } = this
    if (!part) return false
    const of = (index: number) => p[index] ?? 0
    const [px, py] = [x + 0.5, y + 0.5]
    const a = (((of(6) - of(3)) * (py - of(4)) - (of(7) - of(4)) * (px - of(3))) / area) * of(2)
    const b = (((of(0) - of(6)) * (py - of(7)) - (of(1) - of(7)) * (px - of(6))) / area) * of(5)
    const c = (((of(3) - of(0)) * (py - of(1)) - (of(4) - of(1)) * (px - of(0))) / area) * of(8)
    const sum = a + b + c
    this.fill(part, a / sum, b / sum, c / sum)
    return true
  }

  /** The alpha of a triangle of a part, where its corners have these weights. */
  alphaAt(part: Part, triangle: number, [a, b, c]: readonly [number, number, number]): number {
    const { texture, colour } = part.material
    if (!texture || !part.uvs) return colour[3]
    const [i, j, k] = cornersOf(part, triangle)
    const uv = (offset: number) => mixed(part.uvs, i * 2 + offset, j * 2 + offset, k * 2 + offset, [a, b, c])
    sample(texture, uv(0), uv(1), 1, this.texel)
    return colour[3] * (this.texel[3] ?? 1)
  }

  private turnTo(triangle: number): void {
    let index = 0
    let high = this.firsts.length - 1
    while (index < high) {
      const middle = (index + high + 1) >> 1
      if ((this.firsts[middle] ?? 0) <= triangle) index = middle
      else high = middle - 1
    }
    const part = this.parts[index]
    this.triangle = triangle
    this.part = part
    if (!part) return
    this.corners = cornersOf(part, triangle - (this.firsts[index] ?? 1))
    const { positions } = part
    this.corners.forEach((corner, each) => {
      this.projection(
        positions[corner * 3] ?? 0,
        positions[corner * 3 + 1] ?? 0,
        positions[corner * 3 + 2] ?? 0,
        this.out,
      )
      this.projected.set(this.out, each * 3)
    })
    const p = (at: number) => this.projected[at] ?? 0
    this.area = (p(3) - p(0)) * (p(7) - p(1)) - (p(6) - p(0)) * (p(4) - p(1)) || 1
    this.flatten(part)
    this.spread = this.spreadOf(part)
  }

  private flatten({ positions }: Part): void {
    const [i = 0, j = 0, k = 0] = this.corners
    const edge = (to: number, axis: number) => (positions[to * 3 + axis] ?? 0) - (positions[i * 3 + axis] ?? 0)
    const [ax, ay, az, bx, by, bz] = [edge(j, 0), edge(j, 1), edge(j, 2), edge(k, 0), edge(k, 1), edge(k, 2)]
    const [x, y, z] = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]
    const toEye = this.eye.map((part, axis) => part - (positions[i * 3 + axis] ?? 0))
    const side = x * (toEye[0] ?? 0) + y * (toEye[1] ?? 0) + z * (toEye[2] ?? 0) < 0 ? -1 : 1
    const length = Math.hypot(x, y, z) * side || 1
    put(this.flat, x / length, y / length, z / length)
  }

  /** Pixels of the texture to one of the picture, along a side. */
  private spreadOf({ uvs, material }: Part): number {
    const level = material.texture?.levels[0]
    if (!uvs || !level) return 1
    const [i = 0, j = 0, k = 0] = this.corners
    const edge = (to: number, axis: number) => (uvs[to * 2 + axis] ?? 0) - (uvs[i * 2 + axis] ?? 0)
    const covered = Math.abs(edge(j, 0) * edge(k, 1) - edge(k, 0) * edge(j, 1)) * level.width * level.height
    const scale = material.texture?.transform?.scale
    const factor = scale ? Math.abs(scale[0] * scale[1]) : 1
    return Math.sqrt((covered * factor) / Math.max(Math.abs(this.area), 1e-6))
  }

  private fill(part: Part, a: number, b: number, c: number): void {
    const { surface, flat } = this
    const [i = 0, j = 0, k = 0] = this.corners
    const weights = [a, b, c] as const
    for (let axis = 0; axis < 3; axis++)
      surface.position[axis] = mixed(part.positions, i * 3 + axis, j * 3 + axis, k * 3 + axis, weights)
    surface.normal.set(flat)
    if (part.normals) {
      const n = (axis: number) => mixed(part.normals, i * 3 + axis, j * 3 + axis, k * 3 + axis, weights)
      // The mean direction of corners whose normals are of any length, as files have them.
      const [x, y, z] = [n(0), n(1), n(2)]
      const turn = x * (flat[0] ?? 0) + y * (flat[1] ?? 0) + z * (flat[2] ?? 0) < 0 ? -1 : 1
      const length = Math.hypot(x, y, z) * turn
      if (Number.isFinite(length) && Math.abs(length) > 1e-20) put(surface.normal, x / length, y / length, z / length)
    }
    surface.material = part.material
    surface.colour.set(part.material.colour)
    if (part.material.texture && part.uvs) {
      const uv = (axis: number) => mixed(part.uvs, i * 2 + axis, j * 2 + axis, k * 2 + axis, weights)
      sample(part.material.texture, uv(0), uv(1), this.spread, this.texel)
      for (let channel = 0; channel < 4; channel++)
        surface.colour[channel] = (surface.colour[channel] ?? 0) * (this.texel[channel] ?? 1)
    }
    if (part.colours)
      for (let channel = 0; channel < 3; channel++) {
        const tint = mixed(part.colours, i * 3 + channel, j * 3 + channel, k * 3 + channel, weights)
        surface.colour[channel] = (surface.colour[channel] ?? 0) * Math.min(1, Math.max(0, tint || 0))
      }
  }
}

function put(out: Float32Array, x: number, y: number, z: number): void {
  out[0] = x
  out[1] = y
  out[2] = z
}

function cornersOf({ indices }: Part, triangle: number): [number, number, number] {
  const at = triangle * 3
  return indices ? [indices[at] ?? 0, indices[at + 1] ?? 0, indices[at + 2] ?? 0] : [at, at + 1, at + 2]
}

const mixed = (
  values: Float32Array | undefined,
  i: number,
  j: number,
  k: number,
  w: readonly [number, number, number],
) => (values?.[i] ?? 0) * w[0] + (values?.[j] ?? 0) * w[1] + (values?.[k] ?? 0) * w[2]
