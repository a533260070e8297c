import { contrast, type Hex, isDark, lightness, mix, onColour, readableOn, withLightness } from './colour'
import type { PortalTheme } from './theme'

export type ShownMode = 'light' | 'dark'

/** Colour tokens of one mode, named as the CSS variables without their dashes. */
export type Palette = Record<BackgroundToken | AccentToken | StatusToken, Hex>
export type BackgroundToken = 'bg' | 'surface' | 'sunken' | 'text' | 'muted' | 'faint' | 'border' | 'control'
export type AccentToken =
  | 'accent'
  | 'accent-hover'
  | 'accent-soft'
  | 'on-accent'
  | 'accent-text'
  | 'accent-edge'
  | 'focus-colour'
export type StatusToken = 'ok' | 'ok-soft' | 'warn' | 'warn-soft' | 'bad' | 'bad-soft' | 'info' | 'info-soft'

const DEFAULT_PALETTE: Record<ShownMode, Record<BackgroundToken | StatusToken, Hex>> = {
  light: {
    bg: '#fbfbfa',
    surface: '#ffffff',
    sunken: '#f3f3f0',
    text: '#1c1d1a',
    muted: '#5d5f58',
    faint: '#6a6c65',
    border: '#dcdcd6',
    control: '#85877e',
    ok: '#14734a',
    'ok-soft': '#e3f4ea',
    warn: '#8a5200',
    'warn-soft': '#fdf0d9',
    bad: '#b3261e',
    'bad-soft': '#fce8e6',
    info: '#1f5f99',
    'info-soft': '#e4f0fa',
  },
  dark: {
    bg: '#131412',
    surface: '#1b1c1a',
    sunken: '#0d0e0c',
    text: '#eeeeea',
    muted: '#a9aba2',
    faint: '#92948b',
    border: '#32342f',
    control: '#75776e',
    ok: '#6fd3a0',
    'ok-soft': '#12301f',
    warn: '#f0b45c',
    'warn-soft': '#33240c',
    bad: '#ff9a92',
    'bad-soft': '#3a1715',
    info: '#86c1f2',
    'info-soft': '#102a40',
  },
}

/** Returns every colour token of a theme in one mode. */
export function paletteFor(theme: PortalTheme, mode: ShownMode): Palette {
  const defaults = DEFAULT_PALETTE[mode]
  const backgrounds = backgroundTokens(theme, mode)
  return { ...defaults, ...backgrounds, ...accentTokens(theme.brandColour, backgrounds) }
}

/** Returns the mode that the theme's own background and text colours belong to. */
function modeOfBackground(theme: PortalTheme): ShownMode {
  if (theme.mode !== 'follow') return theme.mode
  if (theme.background) return isDark(theme.background) ? 'dark' : 'light'
  return theme.text && isDark(theme.text) ? 'light' : theme.text ? 'dark' : 'light'
}

function backgroundTokens(theme: PortalTheme, mode: ShownMode): Record<BackgroundToken, Hex> {
  const defaults = DEFAULT_PALETTE[mode]
  const own = modeOfBackground(theme) === mode
  if (!own || !(theme.background || theme.text)) return defaults
  const bg = theme.background ?? defaults.bg
  const dark = isDark(bg)
  const text = theme.text ?? readableText(bg)
  const surface = theme.background ? mix(bg, '#ffffff', dark ? 0.05 : 0.6) : defaults.surface
  const sunken = theme.background ? (dark ? mix(bg, '#000000', 0.3) : mix(bg, text, 0.035)) : defaults.sunken
  const all: [Hex, Hex, Hex] = [bg, surface, sunken]
  return {
    bg,
    surface,
    sunken,
    text,
    muted: readableOn(mix(text, bg, 0.3), all),
    faint: readableOn(mix(text, bg, 0.38), all),
    border: mix(bg, text, 0.14),
    control: readableOn(mix(bg, text, 0.45), all, 3),
  }
}

/** Returns the default text colour when it reaches AAA (7:1) on the background, else black or white. */
function readableText(background: Hex): Hex {
  const defaults = isDark(background) ? DEFAULT_PALETTE.dark.text : DEFAULT_PALETTE.light.text
  return contrast(defaults, background) >= 7 ? defaults : onColour(background)
}

function accentTokens(accent: Hex, { bg, surface, sunken, control }: Record<BackgroundToken, Hex>) {
  const soft = withLightness(accent, isDark(bg) ? 0.28 : 0.95, 0.3)
  const onAccent = onColour(accent)
  const text = readableOn(accent, [surface, soft, bg, sunken])
  const seen = contrast(accent, surface) >= 3 && contrast(accent, bg) >= 3
  return {
    accent,
    'accent-hover': hoverOf(accent, onAccent),
    'accent-soft': soft,
    'on-accent': onAccent,
    'accent-text': text,
    'accent-edge': seen ? accent : control,
    'focus-colour': seen ? accent : text,
  } satisfies Record<AccentToken, Hex>
}

/** Returns the accent 0.05 darker in oklch; lighter instead where darker would take its label below AA (4.5:1). */
function hoverOf(accent: Hex, onAccent: Hex): Hex {
  const l = lightness(accent)
  const darker = withLightness(accent, l - 0.05)
  return contrast(onAccent, darker) >= 4.5 ? darker : withLightness(accent, l + 0.05)
}
