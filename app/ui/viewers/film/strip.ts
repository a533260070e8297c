/** Frames in a strip picture, in one row, at equal distances over the film. */
export const STRIP_FRAMES = 20

/** Returns which frame of a strip, from 0, shows the film at a part of it, 0 to 1. */
export const stripFrame = (part: number): number =>
  Number.isFinite(part) ? Math.min(STRIP_FRAMES - 1, Math.max(0, Math.floor(part * STRIP_FRAMES))) : 0
