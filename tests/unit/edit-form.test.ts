import { describe, expect, test } from 'vitest'
import { EditChange, recipeOfFields } from '~/domain/edits/edit'
import { UNEDITED } from '~/platform/images/edit-recipe'

describe('the form of an edit', () => {
  const seenState = { intent: 'save', versionId: '00000000-0000-7000-8000-000000000000', revision: '0' }
  test.each<[string, Record<string, string>, string]>([
    ['a crop outside the picture', { left: '60', width: '50' }, 'width'],
    ['a crop of no pixels', { width: '0' }, 'width'],
    ['a negative start', { left: '-1' }, 'left'],
    ['no number', { straighten: 'NaN' }, 'straighten'],
    ['a number beyond all', { straighten: '1e400' }, 'straighten'],
    ['a huge angle', { straighten: '46' }, 'straighten'],
    ['half a quarter turn', { turns: '0.5' }, 'turns'],
    ['black above white', { black: '200', white: '100' }, 'white'],
    ['a gamma of nothing', { gamma: '0' }, 'gamma'],
    ['a focal point with one side', { focalX: '50' }, 'focalY'],
    ['a focal point outside', { focalX: '50', focalY: '101' }, 'focalY'],
  ])('refuses %s', (_, fields, field) => {
    const parsed = EditChange.safeParse({ ...seenState, ...fields })
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toContain(field)
  })

  test('gives the recipe of its fields', () => {
    const parsed = EditChange.parse({
      ...seenState,
      left: '25',
      width: '75.04',
      straighten: '-1.5',
      focalX: '',
      focalY: '',
    })
    if (parsed.intent !== 'save') throw new Error('another intent')
    expect(recipeOfFields(parsed)).toEqual({
      ...UNEDITED,
      straighten: -1.5,
      crop: { left: 0.25, top: 0, width: 0.75, height: 1 },
    })
  })
})
