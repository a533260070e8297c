import { expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { parseMarkdown } from '~/ui/viewers/text/block-parser'
import { Markdown } from '~/ui/viewers/text/markdown'
import { viewerHtml } from './render-viewer'

const html = (text: string) => viewerHtml(<Markdown text={text} />).replaceAll(/ (dir|translate)="[^"]*"/g, '')
const rel = 'target="_blank" rel="noopener noreferrer nofollow"'

test.each([
  ['headings, two levels lower than in the file', '# A\n### B #', '<h3>A</h3><h5>B</h5>'],
  ['headings with a line below', 'A\n===\nB\n---', '<h3>A</h3><h4>B</h4>'],
  ['paragraphs and line breaks', 'a\nb  \nc\n\nd', '<p>a\nb<br/>c</p><p>d</p>'],
  ['emphasis', '*a* __b__ ***c*** d*', '<p><em>a</em> <strong>b</strong> <strong><em>c</em></strong> d*</p>'],
  ['no emphasis inside words', 'snake_case_name', '<p>snake_case_name</p>'],
  ['code', '`a<b` ``c`d``', '<p><code>a&lt;b</code> <code>c`d</code></p>'],
  ['blocks of code', '```js\n<b>\n```\nx', '<pre><code>&lt;b&gt;</code></pre><p>x</p>'],
  ['indented code', '    a\n    b', '<pre><code>a\nb</code></pre>'],
  ['a block of code without an end', '~~~\na', '<pre><code>a</code></pre>'],
  ['lists in lists', '- a\n  1. b\n- c', '<ul><li>a<ol start="1"><li>b</li></ol></li><li>c</li></ul>'],
  ['lists that begin at a number', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  ['quotes', '> a\n> > b', '<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>'],
  ['rules', 'a\n\n* * *', '<p>a</p><hr/>'],
  ['links', '[a *b*](https://x.org/c_(d))', `<p><a href="https://x.org/c_(d)" ${rel}>a <em>b</em></a></p>`],
  ['links by address', '<https://x.org>', `<p><a href="https://x.org/" ${rel}>https://x.org</a></p>`],
  ['of pictures their text', '![a logo](logo.png)', '<p>a logo</p>'],
  ['escaped characters', '\\*a\\*', '<p>*a*</p>'],
  ['raw HTML as text', '<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
])('Markdown shows %s', (_, text, expected) => {
  expect(html(text)).toBe(expected)
})

test.each([
  'javascript:alert`1`',
  'JaVaScRiPt:x',
  'data:text/html,x',
  'vbscript:x',
  '//evil.example',
  '/admin',
  'file:///x',
])('a link of Markdown to %s leaves its text alone', (address) => {
  expect(html(`[a](${address})`)).not.toContain('<a')
})

test.each([
  ['stars', '*'.repeat(100_000)],
  ['stars and letters', '*a '.repeat(60_000)],
  ['brackets', '['.repeat(100_000)],
  ['links without end', '[a]('.repeat(50_000)],
  ['backticks of growing number', Array.from({ length: 700 }, (_, n) => '`'.repeat(n)).join(' ')],
  ['quotes in quotes', '>'.repeat(100_000)],
  ['lists in lists', Array.from({ length: 700 }, (_, n) => `${' '.repeat(n * 2)}- a`).join('\n')],
  ['underscores', '_a_a'.repeat(60_000)],
  ['lines of list marks', '- '.repeat(100_000)],
  ['a heading of spaces around another line end', `# ${' '.repeat(100_000)}x\u2028x`],
  ['a heading of number signs', `# ${'# '.repeat(100_000)}x`],
])('hostile Markdown of %s takes at most two seconds of CPU to parse', (_, text) => {
  const used = cpuClock()
  parseMarkdown(text)
  expect(used()).toBeLessThan(2000)
})
