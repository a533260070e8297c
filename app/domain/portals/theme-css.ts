import type { Hex } from './colour'
import { FONT_STACKS, PortalTheme, type PortalThemeInput, type Radius } from './theme'
import { type ContrastReport, reportContrast } from './theme-contrast'
import { type Palette, paletteFor, type ShownMode } from './theme-palette'

export interface CompiledTheme {
  /** A complete stylesheet: variables on `.portal`, so that no page needs a style attribute. */
  css: string
  /** 64-bit hash of the stylesheet as 16 hex digits, for its URL and ETag; deterministic. */
  hash: string
  report: ContrastReport
}

const RADIUS_PX: Record<Radius, [s: number, m: number, l: number]> = {
  none: [0, 0, 0],
  soft: [4, 8, 12],
  round: [10, 20, 28],
}

/**
 * Compiles a portal theme into one stylesheet and measures its contrasts. Put class `portal` on `<html>`; load the
 * sheet after the product's own, whose `color-scheme` decides between light and dark where the theme follows. Throws ZodError for a theme that is not one: nothing unchecked reaches the CSS.
 */
export function compileTheme(input: PortalThemeInput): CompiledTheme {
  const theme = PortalTheme.parse(input)
  const palettes = { light: paletteFor(theme, 'light'), dark: paletteFor(theme, 'dark') }
  const css = stylesheet(theme, palettes)
  return { css, hash: fnv1a64(css), report: reportContrast(palettes) }
}

function stylesheet(theme: PortalTheme, palettes: Record<ShownMode, Palette>): string {
  const colours =
    theme.mode === 'follow'
      ? declarations(palettes.light, (token, light) => `light-dark(${light},${palettes.dark[token]})`)
      : `color-scheme:${theme.mode};${declarations(palettes[theme.mode], (_, colour) => colour)}`
  return `.portal{${colours}${shape(theme)}}\n`
}

const declarations = (palette: Palette, write: (token: keyof Palette, colour: Hex) => string): string =>
  (Object.keys(palette) as (keyof Palette)[]).map((token) => `--${token}:${write(token, palette[token])};`).join('')

function shape(theme: PortalTheme): string {
  const [s, m, l] = RADIUS_PX[theme.radius]
  return [
    `--font-ui:${FONT_STACKS[theme.textFont]};`,
    `--font-display:${FONT_STACKS[theme.displayFont]};`,
    `--radius-s:${s}px;--radius-m:${m}px;--radius-l:${l}px;`,
    `--scrim:${theme.scrim}%;--hero-x:${theme.heroFocus.x}%;--hero-y:${theme.heroFocus.y}%;`,
  ].join('')
}

/** FNV-1a, 64 bit: not for security, only names a stylesheet; also runs in the theme editor in the browser. */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn
  return hash.toString(16).padStart(16, '0')
}
