import type { RecipeFields } from '~/domain/edits/edit'
import type { CropBox, FocalPoint } from '~/platform/images/edit-recipe'

/** The fields of the form as their inputs hold them; crop and focal point in percent of the frame. */
export type EditFields = Record<keyof RecipeFields, string>

export const FIELD_NAMES = [
  ...['turns', 'straighten', 'left', 'top', 'width', 'height', 'black', 'white', 'gamma', 'focalX', 'focalY'],
] as (keyof RecipeFields)[]

/** Returns the inputs' values of a recipe's fields. */
export const asText = (fields: RecipeFields): EditFields =>
  Object.fromEntries(FIELD_NAMES.map((name) => [name, String(fields[name] ?? '')])) as EditFields

const number = (text: string, least: number, most: number, otherwise: number): number => {
  const value = Number.parseFloat(text)
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise
}

/** The smallest side that dragging leaves, as a fraction of the frame. */
const LEAST = 0.02

/** Returns the crop that fields hold, in fractions of the frame and inside it, whatever is typed. */
export function cropOf({ left, top, width, height }: EditFields): CropBox {
  const [x, y] = [number(left, 0, 99, 0) / 100, number(top, 0, 99, 0) / 100]
  return {
    ...{ left: x, top: y },
    width: Math.min(1 - x, number(width, 1, 100, 100) / 100),
    height: Math.min(1 - y, number(height, 1, 100, 100) / 100),
  }
}

/** Returns the focal point that fields hold, in fractions of the frame; undefined when it is left to what draws attention. */
export const focalPointOf = ({ focalX, focalY }: EditFields): FocalPoint | undefined =>
  focalX === '' || focalY === ''
    ? undefined
    : { x: number(focalX, 0, 100, 50) / 100, y: number(focalY, 0, 100, 50) / 100 }

const percent = (fraction: number): string => String(Math.round(fraction * 1000) / 10)

/** Returns fields with another crop. */
export const withCrop = (fields: EditFields, { left, top, width, height }: CropBox): EditFields => ({
  ...fields,
  ...{ left: percent(left), top: percent(top), width: percent(width), height: percent(height) },
})

/** Returns fields with another focal point; with none it is left to what draws attention. */
export const withFocalPoint = (fields: EditFields, point: FocalPoint | undefined): EditFields => ({
  ...fields,
  ...{ focalX: point ? percent(point.x) : '', focalY: point ? percent(point.y) : '' },
})

/** Returns fields for the picture turned once more, clockwise (1) or the other way (-1): crop and focal point turn with it. */
export function turnedOnce(fields: EditFields, way: 1 | -1): EditFields {
  const { left, top, width, height } = cropOf(fields)
  const point = focalPointOf(fields)
  const crop =
    way === 1
      ? { left: 1 - top - height, top: left, width: height, height: width }
      : { left: top, top: 1 - left - width, width: height, height: width }
  const turnedPoint = point && (way === 1 ? { x: 1 - point.y, y: point.x } : { x: point.y, y: 1 - point.x })
  const turns = String((number(fields.turns, 0, 3, 0) + way + 4) % 4)
  return withFocalPoint(withCrop({ ...fields, turns }, crop), turnedPoint)
}

/** Returns the largest crop of a shape in a frame, both as width by height, as near around a point as the sides allow. */
export function cropOfShape(shape: number, frame: number, { x, y }: FocalPoint): CropBox {
  const [width, height] = shape > frame ? [1, frame / shape] : [shape / frame, 1]
  const start = (point: number, part: number) => Math.min(1 - part, Math.max(0, point - part / 2))
  return { left: start(x, width), top: start(y, height), width, height }
}

/** What is dragged: the crop as a whole, or its sides by their compass points. */
export type DraggedPart = 'all' | 'n' | 's' | 'e' | 'w' | 'ne' | 'nw' | 'se' | 'sw'

/** Returns the crop after a part of it was dragged by some fractions of the frame, which it stays within. */
export function draggedCrop(crop: CropBox, part: DraggedPart, { x, y }: FocalPoint): CropBox {
  const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))
  if (part === 'all')
    return {
      ...crop,
      ...{ left: within(crop.left + x, 0, 1 - crop.width), top: within(crop.top + y, 0, 1 - crop.height) },
    }
  const [right, bottom] = [crop.left + crop.width, crop.top + crop.height]
  const left = part.includes('w') ? within(crop.left + x, 0, right - LEAST) : crop.left
  const top = part.includes('n') ? within(crop.top + y, 0, bottom - LEAST) : crop.top
  const end = part.includes('e') ? within(right + x, left + LEAST, 1) : right
  const foot = part.includes('s') ? within(bottom + y, top + LEAST, 1) : bottom
  return { left, top, width: end - left, height: foot - top }
}
