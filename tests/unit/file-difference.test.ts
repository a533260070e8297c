import { expect, test } from 'vitest'
import { type Compared, DifferenceAct, differenceOf } from '~/domain/assets/file-difference'
import { FIELD_ID } from '~/domain/metadata/built-in'

const texts = (...given: string[]) => given.map((text) => ({ text }))
const [A, B, C, NONE] = [texts('a'), texts('b'), texts('c'), texts()]

test.each<[string, Partial<Compared>, ReturnType<typeof differenceOf>]>([
  ['the file says nothing', { said: NONE, stored: A }, undefined],
  ['the asset says the same', { said: A, stored: A, before: B }, undefined],
  ['the former file said it, and the asset was changed', { said: A, stored: B, before: A }, undefined],
  ['the former file said it, and nobody decided', { said: A, stored: B, before: A, wasOpen: true }, 'open'],
  ['nobody has changed what the former file said', { said: A, stored: B, before: B }, 'newer'],
  ['nobody has filled what the former file did not say', { said: A, stored: NONE, before: NONE }, 'newer'],
  ['nobody has changed it, and outsiders get a version', { said: A, stored: B, before: B, isApproved: true }, 'open'],
  ['somebody has changed it', { said: A, stored: C, before: B }, 'open'],
  ['it is not known what the former file said', { said: A, stored: B, before: undefined }, 'open'],
  [
    'keywords are in another order',
    { fieldId: FIELD_ID.keywords, said: texts('Sea', 'a'), stored: texts('a', 'sea') },
    undefined,
  ],
])('what becomes of what a new file says: %s', (_, given, expected) => {
  const compared = { fieldId: 2, said: NONE, stored: NONE, before: undefined, wasOpen: false, isApproved: false }
  expect(differenceOf({ ...compared, ...given })).toBe(expected)
})

test('a decision takes or keeps, and not both or neither', () => {
  const version = '01a22c0c-e8ef-7a3d-867a-af26b12d2198'
  expect(DifferenceAct.safeParse({ version, take: '2:en' }).success).toBe(true)
  expect(DifferenceAct.safeParse({ version, keep: 'all' }).success).toBe(true)
  for (const given of [{}, { take: 'all', keep: 'all' }, { take: '2;drop' }])
    expect(DifferenceAct.safeParse({ version, ...given }).success).toBe(false)
})
