import { type Camera, rayThrough } from './camera'
import type { Raster } from './raster'
import { clamp } from './vector'

const SAMPLES = 12

/**
 * Returns how open each pixel is to the light around it, 0 to 1, at half the sides of the raster: of points around it on the
 * picture, those that rise above its surface close it (ambient occlusion in screen space). `reach` is how far, in the scene.
 */
export function openness(raster: Raster, camera: Camera, reach: number): Float32Array {
  const [width, height] = [raster.width >> 1, raster.height >> 1]
  const places = placesOf(raster, camera, width, height)
  const open = new Float32Array(width * height).fill(1)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = (y * width + x) * 4
      if ((places[at + 3] ?? 0) > 0)
        open[y * width + x] = opennessAt(
          places,
          { width, height, x, y },
          reach * (places[at + 3] ?? 0) * (height / (2 * camera.half)),
          reach,
        )
    }
  return smoothedOver(open, places, width, height)
}

/** Positions as seen from the camera, and nearness, four numbers for each pixel. */
function placesOf(raster: Raster, camera: Camera, width: number, height: number): Float32Array {
  const places = new Float32Array(width * height * 4)
  const toward = [-camera.from[0], -camera.from[1], -camera.from[2]]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const near = raster.nearness[y * 2 * raster.width + x * 2] ?? 0
      if (near <= 0) continue
      const ray = rayThrough(camera, (x + 0.25) / width, (y + 0.25) / height)
      const scale = 1 / near / (ray[0] * (toward[0] ?? 0) + ray[1] * (toward[1] ?? 0) + ray[2] * (toward[2] ?? 0))
      const at = (y * width + x) * 4
      places[at] = ray[0] * scale
      places[at + 1] = ray[1] * scale
      places[at + 2] = ray[2] * scale
      places[at + 3] = near
    }
  return places
}

interface Pixel {
  width: number
  height: number
  x: number
  y: number
}

function opennessAt(places: Float32Array, { width, height, x, y }: Pixel, radius: number, reach: number): number {
  const at = (y * width + x) * 4
  const of = (index: number) => places[index] ?? 0
  // The nearer neighbour of each pair lies on the same surface.
  const beside = (one: number, other: number) =>
    Math.abs(of(one + 3) - of(at + 3)) < Math.abs(of(other + 3) - of(at + 3)) ? [one, 1] : [other, -1]
  const [across = 0, signX = 1] = beside(at + 4, at - 4)
  const [down = 0, signY = 1] = beside(at + width * 4, at - width * 4)
  const edge = (to: number, axis: number, sign: number) => (of(to + axis) - of(at + axis)) * sign
  const [ax, ay, az] = [edge(across, 0, signX), edge(across, 1, signX), edge(across, 2, signX)]
  const [bx, by, bz] = [edge(down, 0, signY), edge(down, 1, signY), edge(down, 2, signY)]
  let [nx, ny, nz] = [by * az - bz * ay, bz * ax - bx * az, bx * ay - by * ax]
  const facing = nx * of(at) + ny * of(at + 1) + nz * of(at + 2) > 0 ? -1 : 1
  const length = Math.hypot(nx, ny, nz) * facing || 1
  ;[nx, ny, nz] = [nx / length, ny / length, nz / length]
  // Another turn for each pixel (Jimenez 2014, interleaved gradient noise) spreads the pattern, which is smoothed away later.
  const turn = ((52.9829189 * ((0.06711056 * x + 0.00583715 * y) % 1)) % 1) * 2 * Math.PI
  let closed = 0
  for (let each = 0; each < SAMPLES; each++) {
    const angle = turn + each * 2.399963
    const far = Math.max(1.5, radius * Math.sqrt((each + 0.5) / SAMPLES))
    const [px, py] = [Math.round(x + Math.cos(angle) * far), Math.round(y + Math.sin(angle) * far)]
    if (px < 0 || py < 0 || px >= width || py >= height) continue
    const other = (py * width + px) * 4
    if (of(other + 3) <= 0) continue
    const [vx, vy, vz] = [of(other) - of(at), of(other + 1) - of(at + 1), of(other + 2) - of(at + 2)]
    const distance = Math.hypot(vx, vy, vz)
    const rise = (vx * nx + vy * ny + vz * nz) / (distance || 1) - 0.12
    if (rise > 0) closed += rise * clamp(1.6 - distance / reach)
  }
  return clamp(1 - (closed / SAMPLES) * 2.4)
}

/** The mean of the pixels around at about the same distance. */
function smoothedOver(open: Float32Array, places: Float32Array, width: number, height: number): Float32Array {
  const smooth = new Float32Array(open.length).fill(1)
  for (let y = 2; y < height - 2; y++)
    for (let x = 2; x < width - 2; x++) {
      const at = y * width + x
      const near = places[at * 4 + 3] ?? 0
      if (near <= 0) continue
      let [sum, count] = [0, 0]
      for (let down = -2; down <= 2; down++)
        for (let across = -2; across <= 2; across++) {
          const other = at + down * width + across
          if (Math.abs((places[other * 4 + 3] ?? 0) - near) > near * 0.02) continue
          sum += open[other] ?? 1
          count++
        }
      smooth[at] = count ? sum / count : 1
    }
  return smooth
}
