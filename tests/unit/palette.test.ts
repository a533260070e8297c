import { expect, test } from 'vitest'
import { GO_KEYS } from '~/routes/library/go-keys'
import { nameMatches } from '~/routes/palette/name-matches'

test.each([
  ['Collections', 'coll', true],
  ['Nueva colección', 'coleccion nueva', true],
  ['Your account', 'account sign', false],
  ['المجموعات', 'مجموعات', true],
  ['Bin', '', true],
])('“%s” is offered for “%s”: %s', (name, typed, expected) => {
  expect(nameMatches(name, typed)).toBe(expected)
})

test('each page has a key of its own after G', () => {
  const keys = Object.values(GO_KEYS)
  expect(new Set(keys).size).toBe(keys.length)
})
