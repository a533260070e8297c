import { describe, expect, test } from 'vitest'
import { placeAfterEdit, placeBeforeEdit } from '~/platform/images/edit-places'
import { type EditRecipe, UNEDITED } from '~/platform/images/edit-recipe'

const NATURAL = { width: 1600, height: 1000 }
const recipe = (more: Partial<EditRecipe>): EditRecipe => ({ ...UNEDITED, ...more })
const rounded = (place: object) =>
  Object.fromEntries(Object.entries(place).map(([name, value]) => [name, Math.round(Number(value) * 1000) / 1000]))

describe('a place of an edited picture is, in the picture that it was made of', () => {
  const crop = { left: 0.5, top: 0, width: 0.5, height: 0.5 }
  test.each<[string, Partial<EditRecipe>, object, object]>([
    ['the same without an edit', {}, { x: 0.2, y: 0.7 }, { x: 0.2, y: 0.7 }],
    ['at the bottom left for the top left after a quarter turn', { turns: 1 }, { x: 0, y: 0 }, { x: 0, y: 1 }],
    ['opposite after half a turn', { turns: 2 }, { x: 0.1, y: 0.2 }, { x: 0.9, y: 0.8 }],
    ['at the top right for the top left after three quarter turns', { turns: 3 }, { x: 0, y: 0 }, { x: 1, y: 0 }],
    ['within what was cut out', { crop }, { x: 0.5, y: 0.5 }, { x: 0.75, y: 0.25 }],
    [
      'the centre for the centre however it is straightened',
      { straighten: 12 },
      { x: 0.5, y: 0.5 },
      { x: 0.5, y: 0.5 },
    ],
    [
      'a box with sides exchanged after a quarter turn',
      { turns: 1 },
      { x: 0.5, y: 0.5, width: 0.1, height: 0.4 },
      { x: 0.5, y: 0.5, width: 0.4, height: 0.1 },
    ],
    [
      'a smaller box within what was cut out',
      { crop },
      { x: 0.5, y: 0.5, width: 1, height: 0.5 },
      { x: 0.75, y: 0.25, width: 0.5, height: 0.25 },
    ],
  ])('%s', (_, edit, shown, stored) => {
    expect(rounded(placeBeforeEdit(recipe(edit), NATURAL, shown as never))).toEqual(stored)
  })
})

test('a place comes back from its picture for every edit', () => {
  for (const turns of [0, 1, 2, 3] as const)
    for (const straighten of [-20, 0, 7.5])
      for (const crop of [null, { left: 0.1, top: 0.3, width: 0.6, height: 0.5 }]) {
        const edit = recipe({ turns, straighten, crop })
        const place = { x: 0.3, y: 0.8, width: 0.2, height: 0.1 }
        const back = placeAfterEdit(edit, NATURAL, placeBeforeEdit(edit, NATURAL, place))
        expect(rounded(back), JSON.stringify(edit)).toEqual(place)
      }
})

test('what was cropped away is outside the picture', () => {
  const edit = recipe({ crop: { left: 0.5, top: 0, width: 0.5, height: 1 } })
  expect(placeAfterEdit(edit, NATURAL, { x: 0.25, y: 0.5 })).toEqual({ x: -0.5, y: 0.5 })
})
