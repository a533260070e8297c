/** A part of a picture, in fractions of its sides. */
export interface CropBox {
  left: number
  top: number
  width: number
  height: number
}

/** A point of a picture, in fractions of its sides from the start of each. */
export interface FocalPoint {
  x: number
  y: number
}

/** Tones: `black` and `white` are the values from 0 to 255 that become black and white, `gamma` above 1 lightens what lies between. */
export interface Levels {
  black: number
  white: number
  gamma: number
}

/**
 * How a picture is edited, in this order: made upright, turned, straightened, cropped, its levels set. Straightening turns the
 * picture within a frame of its own shape, small enough for no corner to be blank; crop and focal point are parts of that frame.
 */
export interface EditRecipe {
  /** Quarter turns clockwise. */
  turns: 0 | 1 | 2 | 3
  /** Degrees clockwise, -45 to 45. */
  straighten: number
  /** Null for all of it. */
  crop: CropBox | null
  /** Null for none. */
  levels: Levels | null
  /** What must stay in view when a shape is cut out; null leaves it to what draws attention. */
  focalPoint: FocalPoint | null
}

export const MOST_DEGREES = 45
/** The smallest side of a crop, in fractions and in pixels of the original. */
export const LEAST_CROP = 0.01
export const LEAST_CROP_PIXELS = 8
export const GAMMA = { least: 0.2, most: 5 }
export const FLAT_LEVELS: Levels = { black: 0, white: 255, gamma: 1 }
export const WHOLE: CropBox = { left: 0, top: 0, width: 1, height: 1 }

export const UNEDITED: EditRecipe = { turns: 0, straighten: 0, crop: null, levels: null, focalPoint: null }

/** Returns a recipe in the one form that equal edits share: without parts that do nothing, in ten thousandths and hundredths. */
export function normalised({ turns, straighten, crop, levels, focalPoint }: EditRecipe): EditRecipe {
  const isWhole = !crop || (crop.width > 0.9999 && crop.height > 0.9999)
  const isFlat = !levels || (levels.black === 0 && levels.white === 255 && levels.gamma === 1)
  return {
    turns,
    straighten: rounded(straighten, 100),
    crop: isWhole ? null : withinFrame(crop),
    levels: isFlat ? null : { ...levels, gamma: rounded(levels.gamma, 100) },
    focalPoint: focalPoint && { x: rounded(focalPoint.x, 10_000), y: rounded(focalPoint.y, 10_000) },
  }
}

/** Adding 0 makes 0 of -0, which JSON tells apart. */
const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts + 0

function withinFrame({ left, top, width, height }: CropBox): CropBox {
  const [x, y] = [rounded(left, 10_000), rounded(top, 10_000)]
  return {
    ...{ left: x, top: y },
    width: rounded(Math.min(width, 1 - x), 10_000),
    height: rounded(Math.min(height, 1 - y), 10_000),
  }
}

/** Whether a recipe changes any pixel; a focal point alone does not. */
export const changesPixels = ({ turns, straighten, crop, levels }: EditRecipe): boolean =>
  turns !== 0 || straighten !== 0 || crop !== null || levels !== null

/** Returns the focal point of a recipe in fractions of the edited picture; null when it has none. */
export function focalPointOfResult({ crop, focalPoint }: EditRecipe): FocalPoint | null {
  if (!focalPoint || !crop) return focalPoint
  const within = (value: number) => Math.min(1, Math.max(0, value))
  return { x: within((focalPoint.x - crop.left) / crop.width), y: within((focalPoint.y - crop.top) / crop.height) }
}

/** Returns a point of the edited picture in fractions of the frame that crops are parts of. */
export const inFrame = ({ x, y }: FocalPoint, crop: CropBox | null): FocalPoint => {
  const { left, top, width, height } = crop ?? WHOLE
  return { x: left + x * width, y: top + y * height }
}
