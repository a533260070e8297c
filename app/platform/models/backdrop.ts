import type { Bounds } from '~/platform/files/model-facts'
import { type Camera, rayThrough } from './camera'
import type { Shadows } from './shadow'
import { clamp, mix } from './vector'

/** Linear colours of a soft, warm grey studio: the wall above, the ground below. */
const WALL = [0.86, 0.85, 0.825]
const FLOOR = [0.735, 0.72, 0.69]
const [CAST, CONTACT] = [0.4, 0.5]

/** Puts the linear colour of the background at a point of the picture (0 to 1) into `out`, with the shadow of the model on the ground. */
export function backdropOf(camera: Camera, bounds: Bounds, shadows: Shadows) {
  const floorHeight = bounds.min[1]
  const eye = camera.centre.map((part, axis) => part + (camera.from[axis] ?? 0) * camera.distance)
  return (across: number, down: number, out: Float32Array): void => {
    const ray = rayThrough(camera, across, down)
    const fromMiddle = Math.hypot((across - 0.5) * 1.1, down - 0.45)
    const floor = clamp((down - 0.25) / 0.7)
    const shade = 1 - 0.16 * clamp(fromMiddle / 0.75) ** 2
    let dark = 0
    const far = ray[1] < -1e-4 ? (floorHeight - (eye[1] ?? 0)) / ray[1] : -1
    if (far > 0) {
      const { cast, contact } = shadows.onFloor((eye[0] ?? 0) + ray[0] * far, (eye[2] ?? 0) + ray[2] * far)
      dark = 1 - (1 - cast * CAST) * (1 - contact * CONTACT)
    }
    const smooth = floor * floor * (3 - 2 * floor)
    for (let channel = 0; channel < 3; channel++)
      out[channel] = mix(WALL[channel] ?? 0, FLOOR[channel] ?? 0, smooth) * shade * (1 - dark)
  }
}
