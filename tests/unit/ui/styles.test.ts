import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ICON_NAMES, MIRRORED } from '~/ui/icon-names'

const ui = new URL('../../../app/ui/', import.meta.url)
const sheets = readdirSync(new URL('styles/', ui)).map(
  (name) => [name, readFileSync(new URL(`styles/${name}`, ui), 'utf8')] as const,
)

test.each(sheets)('%s speaks of start and end, never of left and right', (_, css) => {
  const physical = css.match(
    /\b(?:margin|padding|border)-(?:left|right|top|bottom)\b|^\s*(?:left|right)\s*:|text-align:\s*(?:left|right)/gm,
  )
  expect(physical).toBeNull()
})

test.each(sheets)('%s loads nothing from elsewhere and nothing inline', (_, css) => {
  expect(css).not.toMatch(/https?:|url\(\s*["']?(?:data:|\/\/)/)
})

test('every named drawing is in the sprite, and every drawing has a name', () => {
  const sprite = readFileSync(new URL('icons.svg', ui), 'utf8')
  const drawn = [...sprite.matchAll(/<symbol id="([\w-]+)"/g)].map(([, id]) => id)
  expect(drawn.sort()).toEqual([...ICON_NAMES].sort())
  for (const name of MIRRORED) expect(drawn).toContain(name)
})
