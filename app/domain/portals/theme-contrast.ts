import { contrast } from './colour'
import type { Palette, ShownMode } from './theme-palette'

/** Two tokens that a page shows one on top of the other, and their contrast. */
export interface ContrastPair {
  mode: ShownMode
  front: keyof Palette
  back: keyof Palette
  /** Contrast ratio, 1 to 21, rounded down to hundredths. */
  ratio: number
  /** The ratio this pair must reach. */
  needs: 4.5 | 3
  pass: boolean
  /** `block` prevents publishing; `warn` (below AAA) and `edged` (a border was added) are advice. */
  level: 'ok' | 'warn' | 'edged' | 'block'
}

export interface ContrastReport {
  pairs: ContrastPair[]
  /** False when a pair of level `block` is in the list. */
  publishable: boolean
}

type Check = [front: keyof Palette, back: keyof Palette, needs?: 3, kind?: 'body' | 'edge']

const CHECKS: Check[] = [
  ['text', 'bg', undefined, 'body'],
  ['text', 'surface', undefined, 'body'],
  ['text', 'sunken', undefined, 'body'],
  ['muted', 'bg'],
  ['muted', 'surface'],
  ['muted', 'sunken'],
  ['faint', 'bg'],
  ['faint', 'surface'],
  ['faint', 'sunken'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent-text', 'bg'],
  ['accent-text', 'surface'],
  ['accent-text', 'sunken'],
  ['accent-text', 'accent-soft'],
  ['accent', 'surface', 3, 'edge'],
  ['accent-edge', 'surface', 3],
  ['focus-colour', 'surface', 3],
  ['control', 'surface', 3],
  ['ok', 'ok-soft'],
  ['warn', 'warn-soft'],
  ['bad', 'bad-soft'],
  ['info', 'info-soft'],
]

/** Measures every pair in both modes (WCAG 2.2: 1.4.3 text, 1.4.11 controls). */
export function reportContrast(palettes: Record<ShownMode, Palette>): ContrastReport {
  const modes = ['light', 'dark'] as const
  const pairs = modes.flatMap((mode) => CHECKS.map((check) => measure(mode, palettes[mode], check)))
  return { pairs, publishable: pairs.every((pair) => pair.level !== 'block') }
}

function measure(mode: ShownMode, palette: Palette, [front, back, required, kind]: Check): ContrastPair {
  const needs = required ?? 4.5
  const exact = contrast(palette[front], palette[back])
  const pass = exact >= needs
  return {
    mode,
    front,
    back,
    ratio: Math.floor(exact * 100) / 100,
    needs,
    pass,
    level: pass ? (kind === 'body' && exact < 7 ? 'warn' : 'ok') : kind === 'edge' ? 'edged' : 'block',
  }
}
