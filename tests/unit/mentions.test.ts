import { describe, expect, test } from 'vitest'
import { excerptOf, mentionedIn, textParts, typedText, withMentions } from '~/domain/annotations/mentions'

const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`
const person = (digit: number, name: string) => ({ id: id(digit), name, email: `p${digit}@mendialde.example` })
const STAFF = [person(1, 'Mara'), person(2, 'Mara Etxe'), person(3, 'نيريا'), person(4, 'Iker'), person(5, 'iker')]
const NAMES = new Map(STAFF.map(({ id, name }) => [id, name]))

describe('mentions', () => {
  test.each<[string, string, number[]]>([
    ['a name', 'Look, @Mara: the sky', [1]],
    ['the longest name that stands there', '@Mara Etxe?', [2]],
    ['in any case', '@MARA', [1]],
    ['in another script', 'مرحبا @نيريا', [3]],
    ['an address', '@p4@mendialde.example', [4]],
    ['several, each once', '@Mara @Mara Etxe @Mara', [1, 2]],
    ['nobody in an address', 'mail@Mara.example', []],
    ['nobody in a longer word', '@Marathon', []],
    ['nobody unknown', '@Jon', []],
    ['nobody by an id that was typed', `\uE000${id(1)}\uE001`, []],
  ])('find %s', (_, typed, expected) => {
    const { text, mentioned } = withMentions(typed, STAFF)
    expect(mentioned).toEqual(expected.map(id))
    expect(mentionedIn(text)).toEqual(expected.map(id))
    const shown = typedText(textParts(text, NAMES))
    expect(shown.toLowerCase().replace('iker', 'p4@mendialde.example')).toBe(
      typed.replace(/[\uE000\uE001]/g, '').toLowerCase(),
    )
  })

  test('refuse a name that several have', () => {
    expect(() => withMentions('@Iker', STAFF)).toThrow('annotation.mention_ambiguous')
  })

  test('are shown by the name that a person has now', () => {
    const { text } = withMentions('For @Mara.', STAFF)
    expect(textParts(text, new Map([[id(1), 'Mara Agirre']]))).toEqual([
      { text: 'For ' },
      { personId: id(1), name: 'Mara Agirre' },
      { text: '.' },
    ])
  })

  test('are never cut in two, and neither is a character', () => {
    const parts = [{ text: 'ab😀' }, { personId: id(1), name: 'Mara' }, { text: 'end' }]
    expect(excerptOf(parts, 3)).toEqual({ parts: [{ text: 'ab' }], isCut: true })
    expect(excerptOf(parts, 5)).toEqual({ parts: parts.slice(0, 2), isCut: true })
    expect(excerptOf(parts, 50)).toEqual({ parts, isCut: false })
  })
})
