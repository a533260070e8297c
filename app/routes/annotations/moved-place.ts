import type { PicturePlace } from './annotations-context'

/** How far a key moves a marker and grows its box, in fractions of the sides. */
const STEP = 0.01

const MOVES: Record<string, [right: number, down: number]> = {
  ...{ ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] },
}

const rounded = (part: number): number => Math.round(part * 10_000) / 10_000
const within = (part: number): number => rounded(Math.min(1, Math.max(0, part)))

/**
 * Returns where a key moves a marker that is being placed: the arrows by a hundredth of the sides, with Shift they grow and shrink
 * a box around it, Page Up and Page Down take it to another page; undefined for other keys.
 */
export function movedPlace(
  place: PicturePlace,
  { key, shiftKey }: { key: string; shiftKey: boolean },
): PicturePlace | undefined {
  if (place.page !== null && (key === 'PageDown' || key === 'PageUp'))
    return { ...place, page: Math.max(1, place.page + (key === 'PageDown' ? 1 : -1)) }
  const move = MOVES[key]
  if (!move) return undefined
  const [right, down] = move
  if (!shiftKey) return { ...place, x: within(place.x + right), y: within(place.y + down) }
  const { page, x, y } = place
  const before = place.kind === 'box' ? place : { width: 0, height: 0 }
  const width = within(before.width + 2 * right)
  const height = within(before.height + 2 * down)
  // The first press makes a box that can be seen in both directions.
  const isNew = place.kind === 'point'
  const [wide, high] = isNew ? [Math.max(width, 2 * STEP), Math.max(height, 2 * STEP)] : [width, height]
  if (wide < STEP || high < STEP) return { kind: 'point', page, x, y }
  return { kind: 'box', page, x, y, width: wide, height: high }
}

/** Returns the place between two points at which a pointer was pressed and let go: a box, or a point when they are near. */
export function draggedPlace(
  page: number | null,
  from: { x: number; y: number },
  to: { x: number; y: number },
  isNear: boolean,
): PicturePlace {
  const [a, b] = [
    { x: within(from.x), y: within(from.y) },
    { x: within(to.x), y: within(to.y) },
  ]
  const [width, height] = [rounded(Math.abs(a.x - b.x)), rounded(Math.abs(a.y - b.y))]
  if (isNear || width < 0.002 || height < 0.002) return { kind: 'point', page, ...b }
  return { kind: 'box', page, x: rounded((a.x + b.x) / 2), y: rounded((a.y + b.y) / 2), width, height }
}
