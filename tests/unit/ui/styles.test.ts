import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ICON_NAMES, MIRRORED } from '~/ui/icon-names'

const ui = new URL('../../../app/ui/', import.meta.url)
const sheets = readdirSync(new URL('styles/', ui)).map(
  (name) => [name, readFileSync(new URL(`styles/${name}`, ui), 'utf8')] as const,
)

test.each(sheets)('the style sheet %s uses logical properties, no left and right', (_, css) => {
  const physical = css.match(
    /\b(?:margin|padding|border)-(?:left|right|top|bottom)\b|^\s*(?:left|right)\s*:|text-align:\s*(?:left|right)/gm,
  )
  expect(physical).toBeNull()
})

test.each(sheets)('the style sheet %s has no external and no data URLs', (_, css) => {
  expect(css).not.toMatch(/https?:|url\(\s*["']?(?:data:|\/\/)/)
})

test('the icon sprite has exactly the icons of ICON_NAMES', () => {
  const sprite = readFileSync(new URL('icons.svg', ui), 'utf8')
  const drawn = [...sprite.matchAll(/<symbol id="([\w-]+)"/g)].map(([, id]) => id)
  expect(drawn.sort()).toEqual([...ICON_NAMES].sort())
  for (const name of MIRRORED) expect(drawn).toContain(name)
})
