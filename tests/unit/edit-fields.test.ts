import { describe, expect, test } from 'vitest'
import { fieldsOfRecipe } from '~/domain/edits/edit'
import { UNEDITED } from '~/platform/images/edit-recipe'
import {
  asText,
  cropOf,
  cropOfShape,
  draggedCrop,
  focalPointOf,
  turnedOnce,
  withCrop,
  withFocalPoint,
} from '~/routes/edits/edit-fields'

const CROP = { left: 0.1, top: 0.2, width: 0.5, height: 0.4 }
const fields = withFocalPoint(withCrop(asText(fieldsOfRecipe(UNEDITED)), CROP), { x: 0.2, y: 0.3 })

describe('the fields of an edit', () => {
  test('turned four times one way are what they were, and turned back at once', () => {
    expect(turnedOnce(turnedOnce(fields, 1), -1)).toEqual(fields)
    let turned = fields
    for (let times = 0; times < 4; times++) turned = turnedOnce(turned, 1)
    expect(turned).toEqual(fields)
  })

  test('turned clockwise keep what is cropped and where the focal point is', () => {
    const turned = turnedOnce(fields, 1)
    expect(turned).toMatchObject({ turns: '1', left: '40', top: '10', width: '40', height: '50' })
    expect(focalPointOf(turned)).toEqual({ x: 0.7, y: 0.2 })
  })

  test.each([
    [
      { left: '', top: 'x', width: 'NaN', height: '1e9' },
      { left: 0, top: 0, width: 1, height: 1 },
    ],
    [
      { left: '150', top: '-5', width: '50', height: '0' },
      { left: 0.99, top: 0, width: 0.01, height: 0.01 },
    ],
  ])('of %o hold a crop inside the picture', (typed, crop) => {
    const found = cropOf({ ...fields, ...typed })
    expect(found.left + found.width).toBeLessThanOrEqual(1)
    expect(Object.values(found).map((value) => Math.round(value * 100) / 100)).toEqual(Object.values(crop))
  })
})

describe('a crop that is dragged', () => {
  test.each([
    ['all', { x: 1, y: -1 }, { left: 0.5, top: 0, width: 0.5, height: 0.4 }],
    ['se', { x: 9, y: 9 }, { left: 0.1, top: 0.2, width: 0.9, height: 0.8 }],
    ['nw', { x: -9, y: -9 }, { left: 0, top: 0, width: 0.6, height: 0.6 }],
    ['e', { x: -9, y: 9 }, { left: 0.1, top: 0.2, width: 0.02, height: 0.4 }],
    ['n', { x: 9, y: 9 }, { left: 0.1, top: 0.58, width: 0.5, height: 0.02 }],
  ] as const)('at %s stays in the picture and keeps some of it', (part, by, wanted) => {
    const crop = draggedCrop(CROP, part, by)
    for (const side of ['left', 'top', 'width', 'height'] as const) expect(crop[side]).toBeCloseTo(wanted[side], 6)
  })

  test('to a shape is the largest around a point', () => {
    expect(cropOfShape(1, 2, { x: 0.9, y: 0.1 })).toEqual({ left: 0.5, top: 0, width: 0.5, height: 1 })
    expect(cropOfShape(2, 1, { x: 0.5, y: 0.25 })).toEqual({ left: 0, top: 0, width: 1, height: 0.5 })
  })
})
