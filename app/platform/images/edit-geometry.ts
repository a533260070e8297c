import { type EditRecipe, type FocalPoint, WHOLE } from './edit-recipe'

interface Size {
  width: number
  height: number
}

interface Box extends Size {
  left: number
  top: number
}

type Shape = Pick<EditRecipe, 'turns' | 'straighten' | 'crop'>

/** Returns the size of a picture after quarter turns. */
const turned = ({ width, height }: Size, turns: number): Size =>
  turns % 2 ? { width: height, height: width } : { width, height }

/**
 * Returns the factor by which a rectangle shrinks to lie, upright and in the same shape, within itself turned by some degrees: the
 * corners of the smaller one must be inside both pairs of sides of the turned one.
 */
export function straightenedScale({ width, height }: Size, degrees: number): number {
  const angle = (Math.abs(degrees) * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos))
}

/** Returns the frame that the crop and focal point of a recipe are parts of, in pixels of an upright picture. */
export function frameSize({ turns, straighten }: Omit<Shape, 'crop'>, natural: Size): Size {
  const { width, height } = turned(natural, turns)
  const scale = straightenedScale({ width, height }, straighten)
  return { width: width * scale, height: height * scale }
}

/** Returns the size in whole pixels, at least one, that a recipe gives to an upright picture whose pixels are neither shrunk nor enlarged. */
export function editedSize(recipe: Shape, natural: Size): Size {
  const frame = frameSize(recipe, natural)
  const { width, height } = recipe.crop ?? WHOLE
  return { width: whole(frame.width * width), height: whole(frame.height * height) }
}

const whole = (side: number): number => Math.max(1, Math.round(side))

/**
 * Returns the part of an upright picture, in whole pixels and inside it, that an edit needs: what is cut out, or the box around it
 * where it is straightened, whose centre is that of what is cut out.
 */
export function editedRegion(recipe: Shape, natural: Size): Box {
  const frame = frameSize(recipe, natural)
  const full = turned(natural, recipe.turns)
  const crop = recipe.crop ?? WHOLE
  const [width, height] = [frame.width * crop.width, frame.height * crop.height]
  const [x, y] = [(crop.left + crop.width / 2 - 0.5) * frame.width, (crop.top + crop.height / 2 - 0.5) * frame.height]
  const angle = (recipe.straighten * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const centre = { x: full.width / 2 + x * cos + y * sin, y: full.height / 2 - x * sin + y * cos }
  const halfWidth = (width * cos + height * Math.abs(sin)) / 2
  const halfHeight = (width * Math.abs(sin) + height * cos) / 2
  const [left, right] = span(centre.x, halfWidth, full.width)
  const [top, bottom] = span(centre.y, halfHeight, full.height)
  return unturned({ left, top, width: right - left, height: bottom - top }, full, recipe.turns)
}

/** Returns whole pixels around a centre, at least one of them and none outside. */
function span(centre: number, half: number, length: number): [number, number] {
  const start = Math.min(length - 1, Math.max(0, Math.round(centre - half)))
  return [start, Math.min(length, Math.max(start + 1, Math.round(centre + half)))]
}

/** Returns where a part of a turned picture lies before it is turned. */
function unturned({ left, top, width, height }: Box, full: Size, turns: number): Box {
  if (turns === 1) return { left: top, top: full.width - left - width, width: height, height: width }
  if (turns === 2) return { left: full.width - left - width, top: full.height - top - height, width, height }
  if (turns === 3) return { left: full.height - top - height, top: left, width: height, height: width }
  return { left, top, width, height }
}

/** Returns the part of a picture that fills `box` with the focal point as near to its centre as the sides allow, in whole pixels. */
export function coverBox(picture: Size, box: Size, { x, y }: FocalPoint): Box {
  const [width, height] = [Math.min(box.width, picture.width), Math.min(box.height, picture.height)]
  const start = (point: number, length: number, part: number) =>
    Math.min(length - part, Math.max(0, Math.round(point * length - part / 2)))
  return { left: start(x, picture.width, width), top: start(y, picture.height, height), width, height }
}

/** Shapes that teams ask for by name: width by height. */
export const NAMED_CROPS = { '1:1': 1, '16:9': 16 / 9, '4:5': 4 / 5, '3:2': 3 / 2 } as const
export type NamedCrop = keyof typeof NAMED_CROPS
export const NAMED_CROP_NAMES = Object.keys(NAMED_CROPS) as NamedCrop[]

/** Returns the largest box of a ratio within sides of which one or both are bounded, in whole pixels. */
export function boxOfRatio(ratio: number, width: number | undefined, height: number | undefined): Size {
  const across = Math.min(width ?? Number.POSITIVE_INFINITY, (height ?? Number.POSITIVE_INFINITY) * ratio)
  return { width: whole(across), height: whole(across / ratio) }
}
