import { describe, expect, test } from 'vitest'
import { FIELD_ID } from '~/domain/metadata/built-in'
import { type HeldValue, reachable, type TemplateMode, templateChanges } from '~/domain/templates/template'

type Texts = Record<string, string[]>

const held = (texts: Texts): HeldValue[] =>
  Object.entries(texts).flatMap(([locale, values]) => values.map((text) => ({ fieldId: 1, locale, text })))

/** What a template with texts of one field leaves of those that there were. */
function left(mode: TemplateMode, says: Texts, had: Texts, isStated = false): Texts {
  const texts = Object.entries(says).map(([locale, values]) => ({ locale, values: values.map((text) => ({ text })) }))
  const fields = [{ fieldId: 1, isRequired: false, mode, texts }]
  const after = { ...had }
  for (const { locale, values } of templateChanges({ fields }, 'a', held(had), new Set(isStated ? [1] : [])))
    after[locale] = values.map(({ text }) => text ?? '')
  return after
}

describe('what a template makes of a field', () => {
  test.each<[string, Texts, ...Parameters<typeof left>]>([
    ['is its value where there is none', { en: ['Free'] }, 'fill', { en: ['Free'] }, {}],
    ['is nothing where it says nothing', { en: ['Own'] }, 'replace', {}, { en: ['Own'] }],
    [
      'is what there was, also in other languages',
      { en: ['Own'] },
      'fill',
      { en: ['Free'], eu: ['Libre'] },
      { en: ['Own'] },
    ],
    [
      'is its value in place of what there was, in all languages',
      { en: ['Free'], fr: [] },
      'replace',
      { en: ['Free'] },
      { en: ['Own'], fr: ['À moi'] },
    ],
    [
      'is what was stated, which it does not replace',
      { en: ['Stated'] },
      'replace',
      { en: ['Free'] },
      { en: ['Stated'] },
      true,
    ],
    ['is its value where nothing was stated', { en: ['Free'] }, 'replace', { en: ['Free'] }, {}, true],
    [
      'is what there was with its own behind, each once',
      { '': ['sea', 'press'] },
      'add',
      { '': ['Sea', 'press'] },
      { '': ['sea'] },
    ],
    ['is added to what was stated', { '': ['sea', 'press'] }, 'add', { '': ['press'] }, { '': ['sea'] }, true],
  ])('%s', (_, expected, ...given) => {
    expect(left(...given)).toEqual(expected)
  })

  test('is no change when it is there already, and at most a hundred values', () => {
    const fields = (values: string[]) => [
      {
        fieldId: FIELD_ID.keywords,
        isRequired: false,
        mode: 'add' as const,
        texts: [{ locale: '', values: values.map((text) => ({ text })) }],
      },
    ]
    const has = [{ fieldId: FIELD_ID.keywords, locale: '', text: 'Press' }]
    expect(templateChanges({ fields: fields(['press']) }, 'a', has)).toEqual([])
    const many = Array.from({ length: 150 }, (_, n) => `word ${n}`)
    expect(templateChanges({ fields: fields(many) }, 'a', has)[0]?.values).toHaveLength(100)
  })
})

test('templates that no kind is left for are not applied', () => {
  const of = (id: string, kinds: string[] | null) => ({ id, kinds })
  const names = (...given: ReturnType<typeof of>[]) => reachable(given).map(({ id }) => id)
  expect(
    names(of('a', ['photo']), of('b', ['photo']), of('c', ['photo', 'video']), of('d', null), of('e', null)),
  ).toEqual(['a', 'c', 'd'])
  expect(names()).toEqual([])
})
