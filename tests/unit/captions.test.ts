import { describe, expect, test } from 'vitest'
import { cpuClock } from '#tests/support/cpu-time'
import { cleanCaptions } from '~/platform/captions/clean-captions'

const CUE = '00:00:01.000 --> 00:00:02.000\nKaixo'
const vttOf = (source: string | Buffer) => cleanCaptions(source).vtt
/** The cues of what is made of a source, without signature. */
const cuesOf = (source: string | Buffer) =>
  vttOf(source)
    .replace(/^WEBVTT\n\n/, '')
    .trimEnd()

describe('captions as WebVTT', () => {
  test.each<[string, string, string]>([
    ['keep a cue', `WEBVTT\n\n${CUE}\n`, CUE],
    ['may have a title and header lines', `WEBVTT - a film\nKind: captions\n\n${CUE}`, CUE],
    ['may follow the signature without an empty line', `WEBVTT\n${CUE}`, CUE],
    ['may have CRLF line ends', `WEBVTT\r\n\r\n${CUE.replace('\n', '\r\n')}\r\n`, CUE],
    ['may have CR line ends', `WEBVTT\r\r${CUE.replace('\n', '\r')}\r`, CUE],
    ['may begin with a byte order mark', `\ufeffWEBVTT\n\n${CUE}`, CUE],
    ['may leave out hours', 'WEBVTT\n\n00:01.000 --> 00:02.000\nKaixo', CUE],
    [
      'may have hours of three digits',
      'WEBVTT\n\n100:00:00.000 --> 100:00:01.000\nA',
      '100:00:00.000 --> 100:00:01.000\nA',
    ],
    ['lose the names of cues', `WEBVTT\n\nintro\n${CUE}`, CUE],
    [
      'lose notes, styles and regions',
      `WEBVTT\n\nSTYLE\n::cue{color:red}\n\nREGION\nid:a\n\nNOTE\nfor us\n\n${CUE}\n\nNOTE end`,
      CUE,
    ],
    ['may have a cue named NOTE', `WEBVTT\n\nNOTE\n${CUE}`, CUE],
    [
      'are sorted by start, those of equal start as they were',
      'WEBVTT\n\n00:03.000 --> 00:04.000\nC\n\n00:01.000 --> 00:02.000\nA\n\n00:01.000 --> 00:02.000\nB',
      '00:00:01.000 --> 00:00:02.000\nA\n\n00:00:01.000 --> 00:00:02.000\nB\n\n00:00:03.000 --> 00:00:04.000\nC',
    ],
    [
      'keep valid settings, once each',
      'WEBVTT\n\n00:01.000 --> 00:02.000 align:start line:-1 position:10%,line-left size:999% region:a x:y align:end\nA',
      '00:00:01.000 --> 00:00:02.000 align:end line:-1 position:10%,line-left\nA',
    ],
    [
      'may have no empty line between two cues',
      `WEBVTT\n\n${CUE}\n00:03.000 --> 00:04.000\nB`,
      `${CUE}\n\n00:00:03.000 --> 00:00:04.000\nB`,
    ],
    [
      'lose cues without text',
      `WEBVTT\n\n00:00.000 --> 00:00.500\n\n${CUE}\n\n00:03.000 --> 00:04.000\n<ruby></ruby>`,
      CUE,
    ],
  ])('%s', (_, source, cues) => {
    expect(cuesOf(source)).toBe(cues)
    expect(cleanCaptions(vttOf(source)).vtt, 'once more').toBe(vttOf(source))
  })
})

describe('captions as SubRip', () => {
  test.each<[string, string, string]>([
    ['become WebVTT', '1\n00:00:01,000 --> 00:00:02,000\nKaixo\n', CUE],
    ['may have a full stop and short milliseconds', '1\n0:00:01.0 --> 0:00:02.00\nKaixo', CUE],
    [
      'may begin with empty lines and a byte order mark',
      '\ufeff\n\n1\r\n00:00:01,000 --> 00:00:02,000\r\nKaixo\r\n',
      CUE,
    ],
    ['may have no numbers', '00:00:01,000 --> 00:00:02,000\nKaixo', CUE],
    [
      'lose coordinates, fonts and overrides',
      '1\n00:00:01,000 --> 00:00:02,000 X1:1 X2:2\n{\\an8}<font color="red">Kaixo</font>',
      CUE,
    ],
    [
      'may have no empty line between two captions',
      '1\n00:00:01,000 --> 00:00:02,000\nKaixo\n2\n00:00:03,000 --> 00:00:04,000\n42',
      `${CUE}\n\n00:00:03.000 --> 00:00:04.000\n42`,
    ],
  ])('%s', (_, source, cues) => expect(cuesOf(source)).toBe(cues))
})

describe('the text of a cue', () => {
  test.each<[string, string, string]>([
    [
      'keeps the tags that are allowed',
      '<v Ane>Bai, <i>bai</i></v> <lang eu>eta</lang> <b>c</b> <u>d</u>',
      '<v Ane>Bai, <i>bai</i></v> <lang eu>eta</lang> <b>c</b> <u>d</u>',
    ],
    ['keeps classes of colours alone', '<c.yellow.sr-only.bg_black>a</c>', '<c.yellow.bg_black>a</c>'],
    [
      'loses scripts, images and times, and keeps the text',
      '<script>alert(1)</script><img src=x onerror=y>a<00:00:01.500>b',
      'alert(1)ab',
    ],
    ['closes tags that were left open, in their order', '<i><b>a', '<i><b>a</b></i>'],
    ['loses ends of tags that are not open', 'a</i></b> <i>b</b></i>', 'a <i>b</i>'],
    ['escapes what is no tag', 'a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['escapes a tag that is not closed', 'I <3 you, <i', 'I &lt;3 you, &lt;i'],
    ['keeps character references', '&lt;b&gt; &amp; &#8217;&nbsp;&lrm;', '&lt;b&gt; &amp; &#8217;&nbsp;&lrm;'],
    ['loses annotations that are no language', '<lang "x">a</lang>', 'a'],
    ['loses control characters', 'a\u0007b\u001bc', 'abc'],
    ['shows NUL as replacement', 'a\0b', 'a\ufffdb'],
    ['keeps no line that a lost tag leaves empty', 'a\n<x>\nb', 'a\nb'],
    ['keeps right-to-left text', '<i>مرحبا</i>', '<i>مرحبا</i>'],
  ])('%s', (_, text, expected) => {
    expect(cuesOf(`WEBVTT\n\n00:01.000 --> 00:02.000\n${text}`)).toBe(`00:00:01.000 --> 00:00:02.000\n${expected}`)
  })

  test('nests at most eight tags', () => {
    const depth = 50_000
    const cues = cuesOf(`WEBVTT\n\n00:01.000 --> 00:02.000\n${'<i>'.repeat(depth)}a${'</i>'.repeat(depth)}`)
    expect(cues.split('\n')[1]).toBe(`${'<i>'.repeat(8)}a${'</i>'.repeat(8)}`)
  })
})

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}
describe('the bytes of captions', () => {
  const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\n“Año”'
  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with byte order mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little-endian', utf16(text, false)],
    ['UTF-16, big-endian', utf16(text, true)],
    ['Windows-1252', Buffer.from(text.replace('“', '\x93').replace('”', '\x94'), 'latin1')],
  ])('are read as %s', (_, bytes) => expect(cuesOf(bytes)).toBe('00:00:01.000 --> 00:00:02.000\n“Año”'))
})

const many = (count: number) => `WEBVTT\n\n${Array.from({ length: count }, () => CUE).join('\n\n')}`
describe('captions are refused', () => {
  test.each<[string, string | Buffer, string, number | undefined]>([
    ['when empty', '', 'no_cues', undefined],
    ['when they are a signature alone', 'WEBVTT', 'no_cues', undefined],
    ['when they are neither WebVTT nor SubRip', '\n[Script Info]\nTitle: x', 'unrecognised', 2],
    ['when the signature is a longer word', `WEBVTTX\n\n${CUE}`, 'unrecognised', 1],
    [
      'when they are bytes of a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      'unrecognised',
      1,
    ],
    ['when a time has a comma in WebVTT', 'WEBVTT\n\n00:00:01,000 --> 00:00:02.000\nA', 'bad_time', 3],
    ['when a minute has 60 seconds or more', 'WEBVTT\n\n00:60.000 --> 01:01.000\nA', 'bad_time', 3],
    ['when a time is missing', `WEBVTT\n\n${CUE}\n\n-->\nA`, 'bad_time', 6],
    ['when an end is its start', 'WEBVTT\n\n00:01.000 --> 00:01.000\nA', 'ends_before_start', 3],
    ['when an end is before its start', '1\n00:00:02,000 --> 00:00:01,000\nA', 'ends_before_start', 2],
    ['when a cue has an empty line inside', `WEBVTT\n\n${CUE}\n\nmore of it\n\n${CUE}`, 'no_time', 6],
    ['when there are more than 10,000', many(10_001), 'too_many', 3 + 10_000 * 3],
    ['when longer than 1 MB', `WEBVTT\n\n${CUE}${'a'.repeat(1_000_000)}`, 'too_long', undefined],
    ['when escaping makes them longer than 1 MB', `WEBVTT\n\n${CUE}${'&'.repeat(400_000)}`, 'too_long', undefined],
  ])('%s', (_, source, problem, line) => {
    expect(() => cleanCaptions(source)).toThrow(expect.objectContaining({ code: `captions.${problem}` }))
    const facts = line === undefined ? {} : { line }
    expect(() => cleanCaptions(source)).toThrow(expect.objectContaining({ facts: expect.objectContaining(facts) }))
  })

  test('not when there are 10,000', () => expect(cleanCaptions(many(10_000)).cueCount).toBe(10_000))
})

test.each([
  ['opening brackets', '<'],
  ['tags that never close', '<a'],
  ['ends of tags', '</i>'],
  ['tags and spaces', '<v    '],
  ['ampersands', '&a'],
  ['settings', 'a:b '],
  ['numbers', '1\n'],
])('a megabyte of %s takes less than two seconds of CPU time', (_, piece) => {
  const clock = cpuClock()
  for (const before of ['WEBVTT\n\n00:01.000 --> 00:02.000 ', 'WEBVTT\n\n00:01.000 --> 00:02.000\n', '1\n']) {
    const source = before + piece.repeat(999_900 / piece.length)
    try {
      cleanCaptions(source)
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^captions\./) })
    }
  }
  expect(clock()).toBeLessThan(2000)
})
