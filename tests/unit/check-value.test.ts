import { describe, expect, test } from 'vitest'
import { checkValue } from '~/domain/metadata/check-value'
import type { FieldType } from '~/domain/metadata/field'
import { plainFields, shownFields } from '~/domain/metadata/shown-fields'

describe('what is typed into a field', () => {
  test.each<[FieldType, string, unknown]>([
    ['text', '  Ridge ', { text: 'Ridge' }],
    ['text', 'e\u0301tape', { text: 'étape' }],
    ['number', '12', { number: 12 }],
    ['number', '-0,5', { number: -0.5 }],
    ['number', '−3.25', { number: -3.25 }],
    ['number', '1e9', { number: 1e9 }],
    ['number', '1e99', 'form.number'],
    ['number', 'NaN', 'form.number'],
    ['number', '1.234,5', 'form.number'],
    ['number', '9999999999999999', 'form.number'],
    ['date', '2026-11-30', { day: '2026-11-30' }],
    ['date', '2026-12-26T00:00:00.000Z', { day: '2026-12-26' }],
    ['date', '2024-02-29', { day: '2024-02-29' }],
    ['date', '2026-02-29', 'form.date'],
    ['date', '30.11.2026', 'form.date'],
    ['date', '2026-11-30T10:00:00Z', 'form.date'],
    ['boolean', 'Yes', { flag: true }],
    ['boolean', '0', { flag: false }],
    ['boolean', 'perhaps', 'form.invalid_value'],
    ['term', '17', { termId: 17 }],
    ['term', '-1', 'form.invalid_value'],
    ['asset', 'x', 'form.invalid_value'],
  ])('%s: %j', (type, text, expected) => {
    const { content, issue } = checkValue({ type, mostLength: null }, text)
    expect(content ?? issue).toEqual(expected)
  })

  test('is refused when it is too long, counted in characters', () => {
    const field = { type: 'text' as const, mostLength: 3 }
    expect(checkValue(field, '🏔️'.slice(0, 2).repeat(3)).content).toBeDefined()
    expect(checkValue(field, 'four').issue).toBe('form.too_long')
    expect(checkValue({ type: 'rich_text', mostLength: null }, 'x'.repeat(20_001)).issue).toBe('form.too_long')
  })
})

describe('fields as they are shown', () => {
  const labels = { en: 'Story', eu: 'Istorioa' }
  const story = (locale: string, text: string) => ({ key: 'story', type: 'rich_text' as const, labels, locale, text })

  test('have one language, the best there is, and the name in the language of the reader', () => {
    const values = [story('en', 'Snow'), story('es', 'Nieve')]
    expect(shownFields(values, 'eu', 'en')).toEqual([
      { key: 'story', label: 'Istorioa', values: [{ blocks: [{ paragraph: [{ text: 'Nieve' }] }], locale: 'es' }] },
    ])
  })

  test('are plain text in a table', () => {
    const values = [
      story('en', '**Snow** [here](https://example.org)'),
      { key: 'edition', type: 'number' as const, labels: {}, locale: '', number: 2.5 },
      { key: 'model_released', type: 'boolean' as const, labels: {}, locale: '', flag: false },
    ]
    expect(plainFields(values, 'en', 'en')).toEqual({ story: 'Snow here', edition: '2.5', model_released: 'false' })
  })
})
