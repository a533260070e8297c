import { expect, test } from 'vitest'
import { nameSchema } from '~/platform/name-schema'

test.each([
  ['  Two\r\nlines\tand a tab ', 'Two lines and a tab'],
  ['e\u0301', '\u00e9'],
  ['🏔️', '🏔️'],
  ['\u202eRTL <b>', '\u202eRTL <b>'],
])('a name is kept in one line: %j', (typed, kept) => {
  expect(nameSchema(40).parse(typed)).toBe(kept)
})

test.each(['', '   ', '\u200b', '\u202e\u2066', '\u00ad', 'x'.repeat(41), '\u0958'.repeat(21)])(
  'no name: %j',
  (typed) => {
    expect(nameSchema(40).safeParse(typed).success).toBe(false)
  },
)
