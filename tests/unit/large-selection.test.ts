import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { BulkReport } from '~/domain/bulk/bulk'
import { mergedReports } from '~/routes/library/merged-reports'
import { packIds, unpackIds } from '~/routes/library/selected-ids'

describe('a large selection', () => {
  test('fits into the storage of a tab, and is read as it was kept', () => {
    const ids = Array.from({ length: 1000 }, () => randomUUID())
    expect(packIds(ids)).toHaveLength(32_000)
    expect(unpackIds(packIds(ids))).toEqual(ids)
  })

  test.each(['', '["a"]', 'x'.repeat(64)])('is empty when %j was kept', (text) => {
    expect(unpackIds(text)).toEqual([])
  })

  test('that was sent in parts has one report, with refusals by reason', () => {
    const refused = (code: string, ids: string[]) => ({
      ...{ code, missing: [], ids },
      named: ids.map((id) => ({ id, title: id })),
    })
    const reports: BulkReport[] = [
      { act: 'submit', done: ['a'], refused: [refused('review.not_ready', ['b'])] },
      { act: 'submit', done: ['c'], refused: [refused('review.held', ['d']), refused('review.not_ready', ['e'])] },
    ]
    expect(mergedReports(reports)).toMatchObject({
      done: ['a', 'c'],
      refused: [
        { code: 'review.not_ready', ids: ['b', 'e'], named: [{ id: 'b' }, { id: 'e' }] },
        { code: 'review.held', ids: ['d'] },
      ],
    })
    expect(mergedReports([])).toBeUndefined()
  })
})
