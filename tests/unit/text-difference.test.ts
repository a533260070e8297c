import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { textDifference } from '~/platform/comparing/text-difference'
import { linesOf } from '~/platform/comparing/text-lines'
import { wordDifference } from '~/platform/comparing/word-difference'

const compared = (older: string, newer: string) => textDifference(linesOf(older), linesOf(newer))

describe('the lines of a text from a PDF', () => {
  test('carry the number of their page, which a form feed ends', () => {
    expect(linesOf('one\n\n  two \ftree  of\tlife\n\f').lines).toEqual([
      { text: 'one', page: 1 },
      { text: 'two', page: 1 },
      { text: 'tree of life', page: 2 },
    ])
  })

  test('have no control characters and no half characters, which the database refuses', () => {
    const [first, second] = linesOf(`a\0b\n${'x'.repeat(1999)}🙂`).lines
    expect(first?.text).toBe('a b')
    expect(second?.text).toBe('x'.repeat(1999))
  })

  test('are at most 20,000, and more are told', () => {
    const { lines, isCut } = linesOf('word\n'.repeat(20_001))
    expect([lines.length, isCut]).toEqual([20_000, true])
  })
})

describe('the words that differ', () => {
  test.each([
    ['equal texts', 'a b', 'a b', [['same', 'a b']], 0, 0],
    [
      'one word for another',
      'the old name',
      'the new name',
      [
        ['same', 'the '],
        ['removed', 'old'],
        ['added', 'new'],
        ['same', ' name'],
      ],
      1,
      1,
    ],
    [
      'a word more',
      'a b',
      'a b c',
      [
        ['same', 'a b'],
        ['added', ' c'],
      ],
      1,
      0,
    ],
    [
      'a number',
      'since 2019',
      'since 2026',
      [
        ['same', 'since '],
        ['removed', '2019'],
        ['added', '2026'],
      ],
      1,
      1,
    ],
    [
      'punctuation',
      'yes.',
      'yes!',
      [
        ['same', 'yes'],
        ['removed', '.'],
        ['added', '!'],
      ],
      1,
      1,
    ],
    [
      'writing without spaces',
      '日本語',
      '日本人',
      [
        ['same', '日本'],
        ['removed', '語'],
        ['added', '人'],
      ],
      1,
      1,
    ],
    ['from nothing', '', 'a b', [['added', 'a b']], 2, 0],
  ] as const)('%s', (_, older, newer, parts, added, removed) => {
    expect(wordDifference(older, newer)).toEqual({ parts, added, removed })
  })
})

describe('two texts', () => {
  test('that are equal have no change', () => {
    expect(compared('a\nb', 'a\nb')).toEqual({ changes: [], added: 0, removed: 0, isComplete: true })
  })

  test('have no change where a paragraph is only broken elsewhere', () => {
    expect(compared('the quick brown\nfox jumps', 'the quick\nbrown fox jumps').changes).toEqual([])
  })

  test('have a change with the line before and after it, and its page in each', () => {
    const { changes, added, removed } = compared(
      'Title\f2019 was\na good year\nEnd\f',
      'Title\fA new page\f2019 was\nthe best year\nEnd\f',
    )
    expect(changes.map(({ olderPage, newerPage }) => [olderPage, newerPage])).toEqual([
      [1, 2],
      [2, 3],
    ])
    expect(changes[1]?.parts[0]).toEqual(['same', '2019 was '])
    expect(changes[1]?.parts.at(-1)).toEqual(['same', ' End'])
    expect([added, removed]).toEqual([5, 2])
  })

  test('of which one is empty are one change', () => {
    expect(compared('', 'all new').changes).toEqual([{ olderPage: 1, newerPage: 1, parts: [['added', 'all new']] }])
  })

  test('without anything in common are compared in bounded time, and say that not all is listed', () => {
    const clock = cpuClock()
    const text = (from: number) => Array.from({ length: 20_000 }, (_, at) => `line ${from + at} of it`).join('\n')
    const { isComplete, changes } = compared(text(0), text(1_000_000))
    expect(isComplete).toBe(false)
    expect(changes.length).toBeLessThanOrEqual(400)
    expect(clock()).toBeLessThan(20_000)
  })
})
