import { describe, expect, test } from 'vitest'
import { parseMarkdown, plainMarkdown } from '~/platform/markdown'

const one = (source: string) => parseMarkdown(source).flatMap((block) => ('paragraph' in block ? block.paragraph : []))

describe('Markdown', () => {
  test('has paragraphs, breaks and lists', () => {
    expect(parseMarkdown('One\ntwo\n\n- a\n- b\n1. c\n\nEnd')).toEqual([
      { paragraph: [{ text: 'One' }, { isBreak: true }, { text: 'two' }] },
      { list: [[{ text: 'a' }], [{ text: 'b' }]], isOrdered: false },
      { list: [[{ text: 'c' }]], isOrdered: true },
      { paragraph: [{ text: 'End' }] },
    ])
  })

  test.each([
    ['**bold** and *italic*', [{ bold: [{ text: 'bold' }] }, { text: ' and ' }, { italic: [{ text: 'italic' }] }]],
    ['**a *b* c**', [{ bold: [{ text: 'a ' }, { italic: [{ text: 'b' }] }, { text: ' c' }] }]],
    ['[press](https://example.org/a?b=1)', [{ href: 'https://example.org/a?b=1', label: [{ text: 'press' }] }]],
    ['[us](mailto:press@example.org)', [{ href: 'mailto:press@example.org', label: [{ text: 'us' }] }]],
    ['3 * 4 * 5', [{ text: '3 * 4 * 5' }]],
    ['\\*as it is\\*', [{ text: '*as it is*' }]],
    ['**open', [{ text: '**open' }]],
  ])('%s', (source, expected) => expect(one(source)).toEqual(expected))

  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert`1`)',
    '[x](data:text/html,<b>)',
    '<img src=x onerror=alert(1)>',
    '![i](https://example.org/x.png)',
    '[x](//example.org)',
  ])('leaves %s as text or a link of the web, and never as HTML', (source) => {
    const hrefs = one(source).flatMap((part) => ('href' in part ? [part.href] : []))
    expect(hrefs.filter((href) => !href.startsWith('https://'))).toEqual([])
    expect(plainMarkdown(source)).not.toBe('')
  })

  test.each(['**a *b* ', '[', '[a](', '*', '**', '*a', '_*_', '- - ', '\\', '](', '1. '])(
    'takes less than half a second of a processor for 45,000 characters of %j',
    (part) => {
      const measure = (length: number) => {
        const source = part.repeat(Math.ceil(length / part.length))
        const { user } = process.cpuUsage()
        parseMarkdown(source)
        return process.cpuUsage().user - user
      }
      measure(4500)
      expect(measure(45_000)).toBeLessThan(500_000)
    },
  )
})
