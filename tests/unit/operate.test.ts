import { describe, expect, test } from 'vitest'
import { Operation } from '~/domain/bulk/bulk-edit'
import { givenValues, operate, operationsOn } from '~/domain/bulk/operate'
import { FIELD_ID } from '~/domain/metadata/built-in'
import type { MetadataField } from '~/domain/metadata/field'

const field = (given: Partial<MetadataField> = {}): MetadataField => ({
  ...{ id: 101, key: 'note', type: 'text', group: 'description', labels: {}, help: {}, kinds: null },
  ...{ isRequired: false, isRequiredForApproval: false, isLocalizable: false, isPublic: false, isSearchable: true },
  ...{ isFacet: false, allowsCorrections: false, mostLength: 40, tags: [], vocabularyId: null, isBuiltIn: false },
  ...{ retiredAt: null, ...given },
})
const keywords = field({ id: FIELD_ID.keywords, key: 'keywords', mostLength: 100 })
const texts = (...given: string[]) => given.map((text) => ({ text }))

/** What becomes of texts; `refused: …` for a refusal. */
function become(before: string[], asked: Partial<Operation>, of = field()): string[] | string {
  const operation = Operation.parse({ act: 'set', field: of.key, ...asked })
  const given = givenValues(operation, of)
  if (given.refused) return `refused: ${given.refused}`
  const { values, refused } = operate(operation, of, { before: texts(...before), given: given.values })
  return values ? values.map(({ text }) => text ?? '') : `refused: ${refused}`
}

describe('a field of one text', () => {
  test.each<[string, string[], Partial<Operation>, string[] | string]>([
    ['is set', ['Old'], { act: 'set', value: ' New ' }, ['New']],
    ['is cleared', ['Old'], { act: 'clear' }, []],
    ['gets a text behind it', ['Old'], { act: 'append', value: 'and new' }, ['Old and new']],
    ['gets it once', ['Old and new'], { act: 'append', value: 'and new' }, ['Old and new']],
    ['gets it alone when it is empty', [], { act: 'append', value: 'New' }, ['New']],
    [
      'keeps what another pattern would mean',
      ['a.b (c)'],
      { act: 'replace', find: '.b (', replacement: '$&' },
      ['a$&c)'],
    ],
    [
      'is replaced in each place',
      ['cat Cat cat'],
      { act: 'replace', find: 'cat', replacement: 'dog' },
      ['dog dog dog'],
    ],
    [
      'is replaced by case',
      ['cat Cat'],
      { act: 'replace', find: 'cat', replacement: 'dog', matchesCase: true },
      ['dog Cat'],
    ],
    ['becomes empty', ['cat'], { act: 'replace', find: 'CAT', replacement: '' }, []],
    ['has no gap where a word was', ['a cat b'], { act: 'replace', find: 'cat', replacement: '' }, ['a b']],
    ['is refused when too long', ['x'.repeat(39)], { act: 'append', value: 'yy' }, 'refused: too_long'],
    ['is refused when the value is', [], { act: 'set', value: 'x'.repeat(41) }, 'refused: too_long'],
    [
      'finds what is written in another form',
      ['Peñ\u0303a'.normalize('NFC')],
      { act: 'replace', find: 'e', replacement: 'i' },
      ['Piñ\u0303a'.normalize('NFC')],
    ],
  ])('%s', (_, before, asked, expected) => expect(become(before, asked)).toEqual(expected))
})

describe('keywords', () => {
  test.each<[string, string[], Partial<Operation>, string[] | string]>([
    ['are set from a line', ['old'], { act: 'set', value: 'snow, hills; Snow' }, ['snow', 'hills']],
    ['are added, each once', ['Snow'], { act: 'append', value: 'snow, hills' }, ['Snow', 'hills']],
    ['are removed whatever their case', ['Snow', 'hills'], { act: 'remove', value: 'SNOW' }, ['hills']],
    [
      'are replaced within, and become one',
      ['blue sea', 'sea'],
      { act: 'replace', find: 'blue ', replacement: '' },
      ['sea'],
    ],
    [
      'are refused beyond a hundred',
      Array.from({ length: 100 }, (_, n) => `k${n}`),
      { act: 'append', value: 'more' },
      'refused: too_many',
    ],
  ])('%s', (_, before, asked, expected) => expect(become(before, asked, keywords)).toEqual(expected))
})

test('other types are set and cleared, and a value that is none is refused', () => {
  const number = field({ type: 'number', mostLength: null })
  expect(operationsOn(number)).toEqual(['set', 'clear'])
  expect(become([], { act: 'set', value: 'many' }, number)).toBe('refused: invalid')
  const operation = Operation.parse({ act: 'set', field: 'note', value: '12,5' })
  expect(givenValues(operation, number)).toEqual({ values: [{ number: 12.5 }] })
})
