import { describe, expect, test } from 'vitest'
import { cleanNote } from '~/domain/assets/version-note'
import { chosenPair, pairOf } from '~/domain/comparisons/comparison'

const versions = [5, 4, 3, 2, 1].map((number) => ({ id: `v${number}`, number }))
const pointers = (current: number, approved?: number) => ({
  currentVersionId: `v${current}`,
  approvedVersionId: approved ? `v${approved}` : null,
})

describe('the versions that are compared', () => {
  test.each([
    ['the approved one against the current one', pointers(5, 2), {}, [2, 5]],
    ['the one before, without an approved one', pointers(5), {}, [4, 5]],
    ['the one before, when the current one is approved', pointers(5, 5), {}, [4, 5]],
    ['those that are asked for', pointers(5, 2), { left: 1, right: 3 }, [1, 3]],
    ['those that are asked for, the newer one first', pointers(5, 2), { left: 4, right: 2 }, [4, 2]],
    ['the one that is asked for against the current one', pointers(5, 2), { left: 3 }, [3, 5]],
    ['the approved one against the one that is asked for', pointers(5, 2), { right: 4 }, [2, 4]],
    ['the one before the approved one, which is asked for', pointers(5, 2), { right: 2 }, [1, 2]],
    ['another one than itself', pointers(5, 2), { left: 3, right: 3 }, [2, 3]],
    ['the oldest against the next, when nothing is older', pointers(5), { right: 1 }, [5, 1]],
    ['the approved one, for numbers that do not exist', pointers(5, 2), { left: 9, right: 12 }, [2, 5]],
  ])('are %s', (_, record, asked, expected) => {
    const pair = chosenPair(versions, record, asked)
    expect(pair && [pair.left.number, pair.right.number]).toEqual(expected)
  })

  test('are none when there is only one version', () => {
    expect(chosenPair(versions.slice(4), pointers(1), {})).toBeUndefined()
  })

  test('are kept as older and newer, whichever is left', () => {
    const [five = { id: '', number: 0 }, , , two = { id: '', number: 0 }] = versions
    expect(pairOf(five, two)).toEqual({ olderId: 'v2', newerId: 'v5' })
    expect(pairOf(two, five)).toEqual(pairOf(five, two))
  })
})

test.each([
  [undefined, undefined],
  ['', undefined],
  ['  \n ', undefined],
  [' New logo ', 'New logo'],
  ['a\0b', 'ab'],
  ['🙂'.repeat(501), '🙂'.repeat(500)],
])('the note %j beside an upload is kept as %j', (given, kept) => {
  expect(cleanNote(given)).toBe(kept)
})
