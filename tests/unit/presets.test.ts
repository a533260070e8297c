import { expect, test } from 'vitest'
import { fixedT } from '~/i18n/server'
import { RECIPE_HASHES } from '~/platform/images/preset-recipes'
import { PAGE_PRESETS, PRESET_NAMES, presetsFor, standInsFor } from '~/platform/images/preset-uses'

test('recipes are told apart by short names', () => {
  const hashes = Object.values(RECIPE_HASHES)
  expect(new Set(hashes).size).toBe(PRESET_NAMES.length + 1)
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{8}$/)
})

test('recipes of renditions that exist in installations stay, or all of them are made anew', () => {
  expect(RECIPE_HASHES).toMatchObject({
    ...{ thumb: '40c5770a', small: '8b3507b1', preview: '3f37ba41', web: 'fc9457dc', clean: 'abeda551' },
  })
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
