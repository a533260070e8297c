export const MODES = ['light', 'dark', 'follow'] as const
export type Mode = (typeof MODES)[number]

/** Holds the reader's choice of light or dark; no more than that, so scripts may write it. */
export const MODE_COOKIE = 'vitrine-mode'

/** The reader's choice from a Cookie header; `follow` when there is none. Goes on `<html data-mode>`. */
export function modeFromCookies(header: string | null): Mode {
  const value = header?.match(/(?:^|;\s*)vitrine-mode=(\w+)/)?.[1]
  return MODES.find((mode) => mode === value) ?? 'follow'
}
