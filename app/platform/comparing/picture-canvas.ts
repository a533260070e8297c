export interface Size {
  width: number
  height: number
}

/**
 * Returns the pixels of the area in which two pictures are laid over each other: both fit into it, centred, and neither is
 * enlarged. For pictures of one shape it is the smaller one.
 */
export const canvasOf = (one: Size, other: Size): Size => ({
  width: Math.max(1, Math.min(one.width, other.width)),
  height: Math.max(1, Math.min(one.height, other.height)),
})

/** Sides may differ by this much through rounding to whole pixels. */
const ROUNDING = 2

/** Whether one picture is the other in another size, so that nothing of either lies outside when they are laid over each other. */
export function haveSameShape(one: Size, other: Size): boolean {
  const expected = (one.height * other.width) / Math.max(1, one.width)
  return Math.abs(expected - other.height) <= ROUNDING
}
