import { describe, expect, test } from 'vitest'
import { assetIdIn, namesIn, numberIn } from '~/domain/metadata/reference'
import { readIdentifier } from '~/domain/named-persons/identifier'
import { NamedPersonInput } from '~/domain/named-persons/named-person'

describe('an identifier', () => {
  test.each([
    ['0000-0002-1825-0097', 'https://orcid.org/0000-0002-1825-0097'],
    ['https://orcid.org/0000-0002-1694-233X', 'https://orcid.org/0000-0002-1694-233X'],
    ['ORCID: 0000-0002-1694-233x', 'https://orcid.org/0000-0002-1694-233X'],
    ['0000 0001 2103 2683', 'https://isni.org/isni/0000000121032683'],
    ['ISNI 0000 0001 2103 2683', 'https://isni.org/isni/0000000121032683'],
    ['https://www.wikidata.org/wiki/Q42', 'https://www.wikidata.org/wiki/Q42'],
  ])('%s is an address', (text, address) => {
    expect(readIdentifier(text)).toBe(address)
  })

  test.each([
    '0000-0002-1825-0098',
    'https://orcid.org/0000-0002-1825-009',
    'Ana',
    'javascript:alert(1)',
    'ftp://a.example',
  ])('%s is none', (text) => {
    expect(readIdentifier(text)).toBeUndefined()
  })
})

describe('names that are typed', () => {
  test('are separated by semicolons or lines where there may be several, and each is taken once', () => {
    expect(namesIn({ type: 'persons' }, 'Ana; Jon\n Ana ;')).toEqual(['Ana', 'Jon'])
    expect(namesIn({ type: 'person' }, 'Ana; Jon')).toEqual(['Ana; Jon'])
  })

  test('may have a number behind them', () => {
    expect([numberIn('#12'), numberIn('Ana #12'), numberIn('Ana #0'), numberIn('Ana')]).toEqual([
      ...[12, 12, undefined, undefined],
    ])
  })

  test('of an asset may be its id or address', () => {
    const id = '0198b2f0-1111-7000-8000-000000000001'
    for (const text of [
      id,
      `#${id}`,
      `Product sheet #${id}`,
      `https://dam.example/library/assets/${id}`,
      `/p/brand/a/${id}?c=x`,
    ])
      expect(assetIdIn(text)).toBe(id)
    expect(assetIdIn('Product sheet')).toBeUndefined()
  })
})

describe('somebody of the register', () => {
  test('has other names one a line, each once', () => {
    expect(NamedPersonInput.parse({ name: ' Ana  Etxeberria ', otherNames: 'Ane E.\nAne E.; A. E.' })).toMatchObject({
      ...{ name: 'Ana Etxeberria', otherNames: ['Ane E.', 'A. E.'] },
    })
  })

  test.each(['Ana; Jon', 'Ana #12', ''])('is not called “%s”', (name) => {
    expect(NamedPersonInput.safeParse({ name }).success).toBe(false)
  })
})
