import { describe, expect, test } from 'vitest'
import { type NoPreview, noPreview } from '~/domain/delivery/no-preview'
import { fixedT } from '~/i18n/server'
import { type ConvertCode, ConvertError } from '~/platform/converters/convert-error'
import { CONVERTER_NAMES, CONVERTERS } from '~/platform/converters/programs'
import { LOCALES } from '~/platform/language'
import { reasonText } from '~/routes/library/reason-text'

const CODES = [
  ...(['missing', 'timeout', 'memory', 'password', 'truncated', 'empty', 'too_large', 'failed'] as const),
  ...(['external', 'compressed', 'too_many_triangles', 'after_end'] as const),
] satisfies ConvertCode[]
const reasons = [
  ...CODES.map((code) => new ConvertError(code).reason),
  ...CONVERTER_NAMES.map((name) => new ConvertError('missing', name).reason),
]

describe.each(LOCALES)('the reasons of missing previews in %s', (locale) => {
  test('have a sentence each for staff', () => {
    const t = fixedT(locale, 'library') as unknown as Parameters<typeof reasonText>[0]
    const sentences = reasons.map((reason) => reasonText(t, reason))
    expect(new Set(sentences).size).toBe(reasons.length)
    expect(sentences).not.toContain(reasonText(t, 'a reason of tomorrow'))
  })

  test('name no program of the server to outsiders', () => {
    const t = fixedT(locale, 'portal')
    const kinds: NoPreview[] = ['waiting', 'locked', 'failed', 'unknown']
    const names = CONVERTER_NAMES.flatMap((name): string[] => [name, ...CONVERTERS[name].packages])
    const texts = kinds.map((kind) => t(`no_preview.${kind}`))
    expect(new Set(texts).size).toBe(kinds.length)
    expect(texts.filter((text) => names.some((name) => text.toLowerCase().includes(name)))).toEqual([])
  })
})

type Facts = Parameters<typeof noPreview>[0]
const file = (state: Facts['state'], reason: string | null = null, more: Partial<Facts> = {}): Facts => ({
  ...{ kind: 'photo', unpreviewableReason: null, state, reason, ...more },
})

test.each<[string, Facts, NoPreview | undefined]>([
  ['a file with a preview has no reason', file('made'), undefined],
  ['a file whose job has not run is waiting', file(null), 'waiting'],
  ['a file that is tried again is waiting', file('waiting'), 'waiting'],
  [
    'a file without a decoder is unknown',
    file('impossible', null, { unpreviewableReason: 'no_decoder_other' }),
    'unknown',
  ],
  ['a missing converter is not told to outsiders', file('impossible', 'no_converter:libheif'), 'unknown'],
  ['an archive has no picture', file(null, null, { kind: 'archive' }), 'unknown'],
  ['a file with a password is locked', file('failed', 'convert_password'), 'locked'],
  ['a damaged file failed', file('failed', 'convert_failed'), 'failed'],
])('for outsiders, %s', (_, facts, reason) => expect(noPreview(facts)).toBe(reason))
