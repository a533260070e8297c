import { expect, test } from 'vitest'
import { type MergedFacts, stricterRights, wouldWiden } from '~/domain/duplicates/duplicate'
import { groupPairs } from '~/domain/duplicates/group-pairs'

const day = (text: string) => new Date(`${text}T00:00Z`)
const facts = (given: Partial<MergedFacts> = {}): MergedFacts => ({
  ...{ isApproved: true, embargoUntil: null, embargoZone: null, expiresAt: null, expiresZone: null },
  ...given,
})

test.each([
  ['none when neither has dates', facts(), facts(), {}],
  ['the expiry of the merged one', facts(), facts({ expiresAt: day('2030-01-01') }), { expiresAt: day('2030-01-01') }],
  ['none for a later expiry', facts({ expiresAt: day('2029-01-01') }), facts({ expiresAt: day('2030-01-01') }), {}],
  [
    'the later embargo',
    facts({ embargoUntil: day('2029-01-01') }),
    facts({ embargoUntil: day('2030-01-01') }),
    { embargoUntil: day('2030-01-01') },
  ],
  [
    'none for an earlier embargo',
    facts({ embargoUntil: day('2030-01-01') }),
    facts({ embargoUntil: day('2029-01-01') }),
    {},
  ],
])('the rights that a kept asset gets: %s', (_, kept, merged, expected) => {
  expect(stricterRights(kept, merged)).toMatchObject(expected)
  if (Object.keys(expected).length === 0) expect(stricterRights(kept, merged)).toEqual({})
})

test.each([
  [true, true, false],
  [true, false, true],
  [false, true, false],
  [false, false, false],
])(
  'a kept asset that is approved (%s) widens what an approved (%s) merged one delivered: %s',
  (kept, merged, widens) => {
    expect(wouldWiden(facts({ isApproved: kept }), facts({ isApproved: merged }))).toBe(widens)
  },
)

test('pairs make groups of all that they connect', () => {
  const pairs = [
    ['a', 'b'],
    ['c', 'd'],
    ['b', 'e'],
    ['d', 'e'],
    ['x', 'y'],
    ['a', 'b'],
  ] as const
  expect(groupPairs(pairs).map((group) => [...group].sort().join(''))).toEqual(['abcde', 'xy'])
})
