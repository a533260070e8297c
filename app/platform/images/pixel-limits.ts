/** Limits for pictures, checked on the header before anything processes pixels: side in pixels. */
export const LONGEST_SIDE = 32_768
/** Pixels in total. */
export const MOST_PIXELS = 268_000_000
