import { expect, test } from 'vitest'
import { fold, joinedParts, partsOfCode, piecesOf } from '~/domain/search/pieces'

test.each([
  ['The light-house, 2026!', ['the', 'light', 'house', '2026']],
  ["l'océan", ['l', 'océan']],
  ['ﬁne Ⅳ İzmir', ['fine', 'iv', 'izmir']],
  ['cafe\u0301', ['café']],
  ['اَلْمَنَارَةُ مـنارة', ['المنارة', 'منارة']],
  ['灯台の朝', ['灯', '台', 'の', '朝']],
  ['+*"\' ', []],
  ['A320neo', ['a320neo']],
])('the pieces of %s', (text, pieces) => {
  expect(piecesOf(text)).toEqual(pieces)
})

test('a folded text folds to itself', () => {
  for (const text of ['İ', 'ẞ', 'ﷺ', 'Ǆ', 'e\u0301', 'ｆｕｌｌ']) expect(fold(fold(text))).toBe(fold(text))
})

test.each([
  ['SKU-12_34', ['sku', '12', '34'], ['sku1234', '1234']],
  ['DSC-1234-final.tif', ['dsc', '1234', 'final', 'tif'], ['dsc1234final', '1234final']],
  ['BridgeCables2', ['bridge', 'cables', '2'], ['bridgecables2', 'cables2']],
  ['mp3', ['mp', '3'], ['mp3']],
  ['plain', ['plain'], []],
])('the parts of the code %s, and by what it is found without what stands between', (code, parts, joined) => {
  expect(partsOfCode(code)).toEqual(parts)
  expect(joinedParts(code)).toEqual(joined)
})
