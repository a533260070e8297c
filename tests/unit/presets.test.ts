import { expect, test } from 'vitest'
import { fixedT } from '~/i18n/server'
import { CLEAN_HASH, recipeHashesOf, WANTED } from '~/platform/images/preset-recipes'
import { PAGE_PRESETS, presetsFor, standInsFor } from '~/platform/images/preset-uses'

test('recipes of a kind are told apart by short names', () => {
  for (const { kind } of WANTED) {
    const hashes = Object.values(recipeHashesOf(kind))
    expect(new Set(hashes).size, kind).toBe(hashes.length)
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{8}$/)
  }
})

test('recipes of renditions that exist in installations stay, or all of them are made anew', () => {
  for (const kind of ['photo', 'vector'])
    expect(recipeHashesOf(kind)).toEqual({
      ...{ thumb: 'b3ed21c0', small: '46c095f1', preview: 'd3540e51', web: 'cf2e6ebe' },
    })
  expect(CLEAN_HASH).toBe('abeda551')
})

test('what is the web form of a film, a sound and a document is no picture', () => {
  const photo = recipeHashesOf('photo').web
  for (const kind of ['video', 'audio', 'pdf', 'presentation']) expect(recipeHashesOf(kind).web, kind).not.toBe(photo)
  for (const kind of ['archive', 'font', 'other']) expect(recipeHashesOf(kind).web, kind).toBeUndefined()
})

test('a larger picture of a page stands in for a smaller one, and nothing for a file', () => {
  expect(standInsFor('thumb')).toEqual(PAGE_PRESETS)
  expect(standInsFor('preview')).toEqual(['preview'])
  expect(standInsFor('web')).toEqual(['web'])
})

test('every preset that is offered is a file, and every file has its texts', () => {
  expect(presetsFor('file')).toEqual(expect.arrayContaining(presetsFor('offer')))
  const t = fixedT('en', 'common')
  for (const name of presetsFor('file'))
    for (const key of [`preset.${name}.name`, `preset.${name}.purpose`]) expect(t(key)).not.toBe(key)
})
