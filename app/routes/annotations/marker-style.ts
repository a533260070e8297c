import type { CSSProperties } from 'react'
import type { PicturePlace } from './annotations-context'

const percent = (part: number): string => `${Math.round(part * 100_000) / 1000}%`
const within = (part: number): number => Math.min(1, Math.max(0, part))

/** Returns where the edges of a box are on its picture, of which it may reach beyond. */
export function edgesOf(place: PicturePlace) {
  const { x, y } = place
  const [width, height] = place.kind === 'box' ? [place.width, place.height] : [0, 0]
  return {
    left: within(x - width / 2),
    top: within(y - height / 2),
    right: within(x + width / 2),
    bottom: within(y + height / 2),
  }
}

/** Returns the style of a frame around a box. */
export function boxStyle(place: PicturePlace): CSSProperties {
  const { left, top, right, bottom } = edgesOf(place)
  return { left: percent(left), top: percent(top), width: percent(right - left), height: percent(bottom - top) }
}

/** Returns the style of a marker: at its point, or at the corner of its box, and never beyond the edge of the picture. */
export function markerStyle(place: PicturePlace): CSSProperties {
  const { left, top } = edgesOf(place)
  const inside = (part: number) => `clamp(0.75rem, ${percent(part)}, 100% - 0.75rem)`
  return { left: inside(left), top: inside(top) }
}
