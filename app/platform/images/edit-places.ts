import { frameSize } from './edit-geometry'
import { type EditRecipe, WHOLE } from './edit-recipe'

interface Size {
  width: number
  height: number
}

/** A point of a picture, or a box around it, in fractions of its sides. */
export interface PicturePlace {
  x: number
  y: number
  width?: number
  height?: number
}

type Shape = Pick<EditRecipe, 'turns' | 'straighten' | 'crop'>

/** Returns where a place of the edited picture is in the upright picture that it was made of, whose pixels are given. */
export function placeBeforeEdit(recipe: Shape, natural: Size, { x, y, ...box }: PicturePlace): PicturePlace {
  const { crop, frame, full, cos, sin } = measures(recipe, natural)
  const right = (crop.left + x * crop.width - 0.5) * frame.width
  const down = (crop.top + y * crop.height - 0.5) * frame.height
  const point = {
    x: 0.5 + (right * cos + down * sin) / full.width,
    y: 0.5 + (down * cos - right * sin) / full.height,
  }
  return {
    ...turnedBack(point, recipe.turns),
    ...scaled(
      box,
      { width: (crop.width * frame.width) / full.width, height: (crop.height * frame.height) / full.height },
      recipe.turns,
    ),
  }
}

/** Returns where a place of the upright picture is in the edited one: outside 0 to 1 when it is cropped away. */
export function placeAfterEdit(recipe: Shape, natural: Size, { x, y, ...box }: PicturePlace): PicturePlace {
  const { crop, frame, full, cos, sin } = measures(recipe, natural)
  const turned = turnedOn({ x, y }, recipe.turns)
  const [right, down] = [(turned.x - 0.5) * full.width, (turned.y - 0.5) * full.height]
  const sides = scaled(box, { width: 1, height: 1 }, recipe.turns)
  return {
    x: ((right * cos - down * sin) / frame.width + 0.5 - crop.left) / crop.width,
    y: ((right * sin + down * cos) / frame.height + 0.5 - crop.top) / crop.height,
    ...scaled(
      sides,
      { width: full.width / (crop.width * frame.width), height: full.height / (crop.height * frame.height) },
      0,
    ),
  }
}

function measures(recipe: Shape, natural: Size) {
  const angle = (recipe.straighten * Math.PI) / 180
  const full = recipe.turns % 2 ? { width: natural.height, height: natural.width } : natural
  return {
    ...{ full, frame: frameSize(recipe, natural), crop: recipe.crop ?? WHOLE },
    ...{ cos: Math.cos(angle), sin: Math.sin(angle) },
  }
}

/** Sides by a factor, and exchanged by an odd number of quarter turns: a box stays upright when its picture is straightened. */
function scaled({ width, height }: Partial<Size>, by: Size, turns: number): Partial<Size> {
  if (width === undefined || height === undefined) return {}
  const sides = { width: width * by.width, height: height * by.height }
  return turns % 2 ? { width: sides.height, height: sides.width } : sides
}

type Point = Pick<PicturePlace, 'x' | 'y'>

function turnedBack({ x, y }: Point, turns: number): Point {
  if (turns === 1) return { x: y, y: 1 - x }
  if (turns === 2) return { x: 1 - x, y: 1 - y }
  return turns === 3 ? { x: 1 - y, y: x } : { x, y }
}

const turnedOn = (point: Point, turns: number): Point => turnedBack(point, (4 - turns) % 4)
